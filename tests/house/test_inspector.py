"""The page inspector sees each fault it is there for, and leaves a good page alone."""

import pytest

from tests.support.pages import faults

GOOD = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Forward plan – Frankpledge</title>
<link rel="stylesheet" href="/static/a.css"><script src="/static/a.js" defer></script></head>
<body>
<a href="#main-content">Skip to main content</a>
<header><nav aria-label="Service"><ul><li><a href="/">Home</a></li></ul></nav></header>
<main id="main-content"><h1>Forward plan</h1>
<p>A paragraph with <strong>words</strong>.</p>
<svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0"/></svg>
<form method="post" action="/save"><input type="hidden" name="csrfmiddlewaretoken" value="x">
<fieldset><legend>When</legend><div><label for="day">Day</label>
<input id="day" name="day" inputmode="numeric"></div></fieldset>
<details><summary>More</summary><p>More.</p></details>
<button>Circulate to 41 members</button></form>
<table><caption>Meetings</caption><thead><tr><th scope="col">Day</th></tr></thead>
<tbody><tr><td>11 October 2018</td></tr></tbody></table>
<dl><div><dt>From</dt><dd>The office</dd></div></dl>
<img src="/a.png" alt="A chart">
</main></body></html>
"""


def test_a_good_page_has_no_faults():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<!DOCTYPE html>", "", "not valid HTML"),
        ("<strong>words</strong>", "<strong>words", "not valid HTML"),
        ("<p>More.</p>", "<p><div>More.</div></p>", "not valid HTML"),
        (' lang="en-GB"', "", "language"),
        ("Forward plan – Frankpledge", "", "no title"),
        ("<p>A paragraph", "<h1>Again</h1><p>A paragraph", "2 main headings"),
        ("<h1>Forward plan</h1>", "", "0 main headings"),
        ('<svg aria-hidden="true"', '<svg id="day"', "'day' stands 2 times"),
        ('label for="day"', 'label for="today"', "the field 'day' has no label"),
        ('name="day"', 'name="day" aria-describedby="hint"', "points at nothing"),
        ("<legend>When</legend>", "", "fieldset without a legend"),
        ("<p>A paragraph", '<p style="color: red">A paragraph', "inline style"),
        ("<p>A paragraph", '<p onclick="go()">A paragraph', "onclick= on <p>"),
        ("<p>A paragraph", "<script>go()</script><p>A paragraph", "inline script"),
        (' alt="A chart"', "", "has no alt"),
        ('href="#main-content"', 'href="#top"', "leads nowhere on this page"),
        ("Circulate to 41 members", "", "without words"),
        ("csrfmiddlewaretoken", "token", "no CSRF token"),
        ('<th scope="col">', "<th>", "without scope"),
        ("<caption>Meetings</caption>", "", "without a caption"),
    ],
)
def test_each_fault_is_seen(old, new, says):
    found = faults(GOOD.replace(old, new))
    assert says in "\n".join(found)
