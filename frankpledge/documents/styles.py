"""The small style sheet inside the one-page HTML edition of a pack."""

PAGE_STYLE = """
:root{--green:#0b4f3c;--line:#b9c4bf}
*{box-sizing:border-box}
body{margin:0;color:#111;background:#fff;font:1.0625rem/1.5 "Helvetica Neue",Arial,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
a{color:var(--green);text-underline-offset:.15em}
a:focus{outline:3px solid #111;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static;display:block;padding:.75rem}
h1,h2,h3,h4,h5,h6{line-height:1.2;margin:2em 0 .6em}
h1{font-size:2.25rem;margin:.2em 0 .5em}h2{font-size:1.6rem}h3{font-size:1.3rem}
h4{font-size:1.1rem}h5,h6{font-size:1rem}
p{margin:0 0 1em}
header{border-bottom:1px solid var(--line);padding-bottom:1rem}header p{margin:0 0 .2em}
.wordmark{color:var(--green);font-weight:700}.edition{font-size:1.4rem;margin:0 0 .8em!important}
header h1{margin-top:1.5rem;text-wrap:balance}
nav ul{list-style:none;padding:0}nav li{padding:.3em 0}nav .part{padding-left:1.5rem}
.state{white-space:nowrap;color:#444}
section{border-top:2px solid var(--green);margin-top:3rem}
section section{border:0}
.fp-numbered{position:relative;padding-left:3.25rem}
.fp-number{position:absolute;left:0;font-variant-numeric:tabular-nums}
ul.fp-recommendations,ul.fp-signatures{list-style:none;padding:0}
.fp-recommendations li{margin-bottom:.6em}
table{border-collapse:collapse;width:100%;margin:0 0 1.5em;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:700;padding-bottom:.5em}
th,td{text-align:left;vertical-align:top;padding:.5em .75em .5em 0;
border-bottom:1px solid var(--line)}
thead th{border-bottom:2px solid #111}
.govuk-table__cell--numeric,.govuk-table__header--numeric{text-align:right}
.fp-table__total>*{font-weight:700;border-top:2px solid #111}
dl{margin:0 0 1.5em}
.govuk-summary-list__row{display:grid;grid-template-columns:9rem 1fr;padding:.35em 0;
border-bottom:1px solid var(--line)}
dt{font-weight:700}dd{margin:0}
.govuk-inset-text{border-left:4px solid var(--green);padding:.25rem 0 .25rem 1rem;margin:0 0 1.5em}
.govuk-inset-text>:last-child{margin-bottom:0}
.govuk-tag{border:1px solid #111;padding:.05em .4em;font-size:.9em}
figure{margin:0 0 1.5em}img{max-width:100%;height:auto}
figcaption{font-weight:700;margin-bottom:.5em}
.purpose{font-weight:400;color:#333}
.fp-table-scroll{overflow-x:auto;margin:0 0 1.5em}.fp-table-scroll table{margin:0}
.fp-table-scroll:focus{outline:3px solid #111;outline-offset:2px}
sup,sub{line-height:0}
.marking{text-align:center;font-weight:700;padding:.5rem;margin:0}
@media print{.marking{position:fixed;left:0;right:0;padding:0;background:#fff}
.marking--top{top:0}.marking--bottom{bottom:0}}
@media print{main{max-width:none;padding:0}section{break-before:page}h2,h3,h4{break-after:avoid}}
"""
