"""Times a large pack: Typst and pikepdf against WeasyPrint and, where it is found, LibreOffice.

    python -m bench.pack            300 pages with 120 charts
    python -m bench.pack --small    a tenth of it, for a quick look

Each contender makes the same content into a PDF in a process of its own, so that neither time nor
memory of one is charged to another. Nothing here needs Django.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from frankpledge.documents.content import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Table,
    numbered,
    words,
)
from frankpledge.documents.pack import AgendaLine, Pack, Section

CONTENDERS = {
    "ours": "Typst and pikepdf (ours)",
    "weasyprint": "WeasyPrint",
    "word": "python-docx and LibreOffice",
}
_SENTENCE = (
    "Partners met the target in this quarter, and the cost of the work stayed within the grant "
    "that was awarded for it in April. "
)


def chart(seed: int) -> bytes:
    """A bar chart of 24 months as SVG, drawn from made-up numbers."""
    made_up = random.Random(seed)
    bars, labels = [], []
    for month in range(24):
        height = 20 + made_up.randrange(140)
        x = 40 + month * 18
        bars.append(f"<rect x='{x}' y='{180 - height}' width='12' height='{height}'/>")
        if month % 3 == 0:
            labels.append(f"<text x='{x}' y='196'>M{month + 1}</text>")
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' width='480' height='210' viewBox='0 0 480 210'>"
        f"<g fill='#0b4f3c'>{''.join(bars)}</g><path d='M36 180H474' stroke='#000'/>"
        f"<g font-family='Helvetica, Arial, sans-serif' font-size='10'>{''.join(labels)}</g></svg>"
    ).encode()


def paper(number: int, parts: int) -> tuple[Block, ...]:
    """A paper of `parts` parts, about two pages each; two parts in three have a chart."""
    blocks: list[Block] = []
    for part in range(parts):
        blocks.append(Heading(1, words(f"Part {part + 1} of paper {number}")))
        blocks += [Paragraph(words(_SENTENCE * 4)) for _ in range(4)]
        if part % 5 < 4:
            seed = number * 100 + part
            alt = f"Bar chart of 24 months, chart {seed}."
            blocks.append(Figure(chart(seed), "image/svg+xml", alt, f"Chart {seed}"))
        rows = tuple(
            (words(f"District {row}"), words(f"{row * 1000 + part:,}"), words(f"{row}%"))
            for row in range(1, 13)
        )
        head = (words("District"), words("Offences"), words("Change"))
        blocks.append(Table(head, rows, caption=f"Table {part + 1}", numeric=(1, 2), total=True))
        blocks += [Paragraph(words(_SENTENCE * 5)) for _ in range(5)]
    return numbered(blocks)


def sample(papers: int) -> Pack:
    """A pack of so many papers; thirty make about 300 pages with 120 charts."""
    sections = tuple(
        Section(f"p{n}", str(n), f"Paper {n}", "Published", (("From", "Chair"),), paper(n, 5))
        for n in range(1, papers + 1)
    )
    agenda = tuple(AgendaLine(s.number, s.title, "Chair", 4, "10am", "", s.key) for s in sections)
    return Pack(
        title="Board pack",
        body_name="Strategic board",
        meeting_line="Thursday 11 October 2018, 10am to noon",
        place="Council chamber",
        edition="Members’ pack",
        circulated_line="",
        author="The secretariat",
        timestamp=dt.datetime(2018, 10, 4, tzinfo=dt.UTC),
        agenda=agenda,
        sections=sections,
    )


def contend(name: str, papers: int) -> dict[str, float]:
    """Makes the PDF once, the contender's imports included in neither time nor ratio."""
    pack = sample(papers)
    if name == "ours":
        from frankpledge.documents.pdf import pack_pdf

        began = time.perf_counter()
        data = pack_pdf(pack)
    elif name == "weasyprint":
        import weasyprint

        from frankpledge.documents.pack_html import pack_html

        began = time.perf_counter()
        data = weasyprint.HTML(string=pack_html(pack)).write_pdf(pdf_variant="pdf/ua-1")
    else:
        from frankpledge.documents.word import pack_docx

        began = time.perf_counter()
        data = _through_office(pack_docx(pack))
    taken = time.perf_counter() - began
    who = max(
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
    )
    # Linux counts memory in kilobytes, macOS in bytes.
    memory = who / (1024**2 if sys.platform != "darwin" else 1024**3)
    return {"seconds": taken, "gigabytes": memory, "pages": _pages(data), "bytes": len(data)}


def _through_office(docx: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pack.docx").write_bytes(docx)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf", "--outdir", folder, f"{folder}/pack.docx"]
        subprocess.run(command, check=True, capture_output=True)
        return (Path(folder) / "pack.pdf").read_bytes()


def _pages(data: bytes) -> int:
    from frankpledge.documents.binding import page_count

    return page_count(data)


def main() -> None:
    """Runs each contender in its own process and prints times, memory and ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--small", action="store_true", help="a tenth of the pack")
    parser.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    papers = 3 if arguments.small else 30
    if arguments.contender:
        print(json.dumps(contend(arguments.contender, papers)))
        return
    charts = sum(isinstance(b, Figure) for s in sample(papers).sections for b in s.blocks)
    print(f"One pack of {papers} papers with {charts} charts, made into a PDF\n")
    first = 0.0
    for name, label in CONTENDERS.items():
        if name == "word" and shutil.which("soffice") is None:
            print(f"{label}: left out, soffice is not on the path")
            continue
        command = [sys.executable, "-m", "bench.pack", "--contender", name]
        command += ["--small"] if arguments.small else []
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{label}: failed\n{done.stderr[-500:]}")
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        first = first or found["seconds"]
        print(
            f"{label:30} {found['seconds']:7.2f} s  {found['gigabytes']:5.2f} GB  "
            f"{found['pages']:4} pages  {found['bytes'] / 1e6:6.2f} MB  "
            f"{found['seconds'] / first:6.1f} times ours"
        )


if __name__ == "__main__":
    main()
