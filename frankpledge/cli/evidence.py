"""`frankpledge evidence …`: load data, see what there is, and ask a measure."""

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from frankpledge.analytics.engine import DuckEngine, EngineFailed, SparkEngine
from frankpledge.analytics.measures import (
    Answer,
    CannotAnswer,
    Measure,
    Question,
    ask,
    measure_named,
    measures,
)
from frankpledge.analytics.store import NotLoaded, Progress
from frankpledge.analytics.store.fetching import FetchFailed, fetch
from frankpledge.analytics.store.wording import spell_span, words_of
from frankpledge.cli import surveys
from frankpledge.cli.reply import Reply, Sorry, add_json, database, day, make_ready, moment
from frankpledge.evidence.findings.asking import figures_of
from frankpledge.evidence.findings.rules.wording import worded_rows
from frankpledge.evidence.keeping import engine, store
from frankpledge.evidence.releases.models import Load, Mapping, Release
from frankpledge.evidence.releases.queries.lists import ReleaseLine, release_lines
from frankpledge.evidence.releases.queries.tables import partner_tables
from frankpledge.evidence.releases.running import load_paths, run
from frankpledge.shared.tables import as_read
from frankpledge.shared.words import spell_day


def month(text: str) -> date:
    """A month argument such as 2024-01, as its first day."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a month. Give one as year-month, such as 2024-01."
        ) from error


def listed(text: str) -> tuple[str, ...]:
    """An argument that lists several: "district,month"."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def setting(text: str) -> tuple[str, str]:
    """A parameter of a measure: "lag=3"."""
    name, given, value = text.partition("=")
    if not (given and name.strip() and value.strip()):
        raise argparse.ArgumentTypeError(f"“{text}” sets nothing. Give a name=value, as lag=3.")
    return name.strip(), value.strip()


def add_to(commands: Any) -> None:
    """Add this module's commands."""
    evidence = commands.add_parser("evidence", help="data, measures and findings")
    kinds = evidence.add_subparsers(dest="kind", metavar="load|fetch|releases|…", required=True)
    _add_loading(kinds)
    one = kinds.add_parser("releases", help="the data that is loaded, the newest first")
    _add_output(one)
    one.set_defaults(run=show_releases)
    one = kinds.add_parser("mappings", help="how partners' own files are read")
    add_json(one)
    one.set_defaults(run=show_mappings)
    surveys.add_to(kinds)
    one = kinds.add_parser("measures", help="what can be measured, and how each is defined")
    _add_output(one)
    one.set_defaults(run=show_measures)
    one = kinds.add_parser("measure", help="ask a measure")
    one.add_argument("name", metavar="NAME", help="such as recorded-crime")
    one.add_argument("--by", type=listed, default=(), metavar="district,month")
    one.add_argument("--from", dest="first", type=month, metavar="MONTH", help="as 2024-01")
    one.add_argument("--to", dest="last", type=month, metavar="MONTH", help="as 2024-12")
    one.add_argument("--type", dest="types", action="append", default=[], metavar="TYPE")
    one.add_argument("--place", dest="places", action="append", default=[], metavar="PLACE")
    one.add_argument(
        "--set", dest="parameters", action="append", default=[], type=setting, metavar="NAME=VALUE"
    )
    one.add_argument("--engine", metavar="duckdb|spark", help="default: FRANKPLEDGE_ENGINE, duckdb")
    one.add_argument("--as-at", type=moment, metavar="WHEN", help="with the data loaded by then")
    _add_output(one)
    one.set_defaults(run=show_measure)


def _add_loading(kinds: Any) -> None:
    one = kinds.add_parser("load", help="load files, folders and zips: all of it, or nothing")
    one.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    one.add_argument("--published", type=day, metavar="DATE", help="when it was published")
    one.add_argument("--mapping", metavar="NAME", help="how a partner's file is read")
    one.add_argument(
        "--smaller", action="store_true", help="let it stand for more than it has: less is meant"
    )
    add_json(one)
    one.set_defaults(run=bring_in)
    one = kinds.add_parser("fetch", help="download a file; a broken download is resumed")
    one.add_argument("url", metavar="URL")
    one.add_argument("--into", type=Path, default=Path(), metavar="FOLDER")
    add_json(one)
    one.set_defaults(run=download)
    one = kinds.add_parser("run-load", help="run a load that was sent from a page")
    one.add_argument("number", type=int)
    add_json(one)
    one.set_defaults(run=run_load)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--csv", action="store_true", help="answer as CSV, for spreadsheets")
    add_json(parser)


def _told(progress: Progress) -> None:
    """Say on the terminal how far it is, on one line, where somebody is looking."""
    if sys.stderr.isatty():
        share = f" {min(100, 100 * progress.done // progress.of)}%" if progress.of else ""
        print(f"\r\033[K{progress.words}{share}", end="", file=sys.stderr, flush=True)


def bring_in(options: argparse.Namespace) -> Reply:
    """Load files into a release."""
    make_ready()
    with database():
        mapping = _mapping(options.mapping) if options.mapping else None
        try:
            done = load_paths(
                options.paths,
                by="Command line",
                published=options.published,
                mapping=mapping,
                say=_told,
                shrink=options.smaller,
            )
        except NotLoaded as no:
            raise Sorry("\n".join(no.reasons), {"reasons": list(no.reasons)}) from no
        finally:
            if sys.stderr.isatty():
                print("\r\033[K", end="", file=sys.stderr)
    return Reply("\n".join(done.words), {**done.release.to_json(), "already": done.already})


def _mapping(slug: str) -> Mapping:
    found: Mapping | None = Mapping.objects.filter(slug=slug).exclude(definition=None).first()
    if found is None:
        saved = Mapping.objects.exclude(definition=None).values_list("slug", flat=True)
        known = ", ".join(saved) or "none is saved yet"
        raise Sorry(f"There is no mapping “{slug}”. Known: {known}.")
    return found


def download(options: argparse.Namespace) -> Reply:
    """Download a file into a folder."""
    try:
        path = fetch(options.url, options.into, say=_told)
    except FetchFailed as no:
        raise Sorry(str(no)) from no
    return Reply(f"Downloaded to {path}.", {"path": str(path)})


def run_load(options: argparse.Namespace) -> Reply:
    """Run a load that a page sent."""
    found: Load | None = Load.objects.filter(pk=options.number).first()
    if found is None:
        raise Sorry(f"There is no load {options.number}.")
    run(found)
    found.refresh_from_db()
    return Reply(found.outcome, {"state": found.state})


def show_releases(options: argparse.Namespace) -> Reply:
    """The releases there are."""
    make_ready()
    with database():
        lines = release_lines(Release.objects.all(), store())
    if options.csv:
        return Reply(as_csv(RELEASE_HEAD, [_release_row(one) for one in lines]), [])
    data = [{**one.told.to_json(), "state": one.state} for one in lines]
    if not lines:
        return Reply("No data is loaded yet: frankpledge evidence load PATH", data)
    return Reply("\n".join(_release_words(one) for one in lines), data)


RELEASE_HEAD = ("release", "title", "publisher", "period", "holds", "rejected", "loaded", "state")


def _release_row(one: ReleaseLine) -> list[Any]:
    found = one.release
    loaded = found.loaded.isoformat()
    holds = "; ".join(one.holds)
    named = [found.key, found.title, found.publisher]
    return [*named, one.period, holds, one.rejected, loaded, one.state]


def _release_words(one: ReleaseLine) -> str:
    found = one.release
    head = f"{found.key}  {found.title} ({one.state.lower()})"
    whose = f"{found.publisher}, {found.licence}; loaded {spell_day(found.loaded.date())}"
    return "\n  ".join([head, whose, *words_of(one.told)])


def show_mappings(options: argparse.Namespace) -> Reply:
    """How partners' files are read: the mappings that are saved."""
    with database():
        saved = Mapping.objects.exclude(definition=None).select_related("area")
        data = [
            {
                "name": one.slug,
                "title": one.title,
                "publisher": one.definition["publisher"],
                "area": one.area.slug,
                "table": one.table,
                "columns": {each["header"]: each["name"] for each in one.definition["columns"]},
            }
            for one in saved
        ]
    if not data:
        return Reply("No mapping is saved yet: an analyst makes one from a sample file.", data)
    lines = [
        f"{one['name']}  {one['title']}, {one['publisher']} ({one['area']})\n  "
        + "; ".join(f"{header} → {name}" for header, name in one["columns"].items())
        for one in data
    ]
    return Reply("\n".join(lines), data)


def show_measures(options: argparse.Namespace) -> Reply:
    """Every measure, with its definition."""
    found = measures()
    head = ("name", "title", "unit", "by", "formula", "source")
    rows = [
        [one.name, one.title, one.unit, " ".join(one.dimensions), one.formula, one.source]
        for one in found
    ]
    if options.csv:
        return Reply(as_csv(head, rows), [])
    data = [
        {**dict(zip(head, row, strict=True)), "caveats": one.caveats}
        for one, row in zip(found, rows, strict=True)
    ]
    return Reply("\n\n".join(_measure_words(one) for one in found), data)


def _measure_words(one: Measure) -> str:
    return f"{one.name}\n  {one.title}, in {one.unit}. {one.what}\n  By {', '.join(one.dimensions)}"


def show_measure(options: argparse.Namespace) -> Reply:
    """What a measure answers."""
    try:
        found = measure_named(options.name)
    except CannotAnswer as no:
        raise Sorry(f"{no} See frankpledge evidence measures.") from no
    question = Question(
        measure=options.name,
        by=options.by,
        first=options.first,
        last=options.last,
        types=tuple(options.types),
        places=tuple(options.places),
        parameters=read_parameters(found, dict(options.parameters)),
        as_at=options.as_at,
    )
    with database():
        partners = partner_tables(None)
    try:
        answer = ask(store(), question, _engine(options.engine), partners=partners)
    except (CannotAnswer, EngineFailed) as no:
        raise Sorry(str(no)) from no
    names = [column.name for column in answer.columns]
    if options.csv:
        # Programs read the rows; what must stand beside them is for whoever looks on.
        print("\n".join(_beside_words(answer)), file=sys.stderr)
        return Reply(as_csv(names, answer.rows), [])
    data = {
        "measure": answer.measure.name,
        "unit": answer.measure.unit,
        "from": answer.covered[0],
        "to": answer.covered[1],
        "engine": answer.engine,
        "releases": list(answer.releases),
        "notes": list(answer.notes),
        "rows": [dict(zip(names, row, strict=True)) for row in answer.rows],
        "total": dict(zip(names, answer.total, strict=True)) if answer.total else None,
    }
    return Reply(_answer_words(answer), data)


def _engine(name: str | None) -> DuckEngine | SparkEngine:
    """The engine asked for; “spark” is the cluster of FRANKPLEDGE_ENGINE, else this machine."""
    if name == "spark":
        set_ = settings.EVIDENCE_ENGINE
        return engine(set_ if set_.startswith("spark") else "local[2]")
    return engine(name)


def read_parameters(measure: Measure, given: dict[str, str]) -> dict[str, Any]:
    """What a measure lets one choose, from name=value. Raises Sorry for what it does not know."""
    known = {one.name: one for one in measure.given}
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            offered = ", ".join(known) or "nothing"
            raise Sorry(f"{measure.title} has no setting “{name}”. It has {offered}.")
        kind = known[name].kind
        if kind == "number":
            found[name] = int(value) if value.lstrip("-").isdecimal() else value
        elif kind == "names":
            found[name] = listed(value)
        else:
            found[name] = _weights(value)
    return found


def _weights(path: str) -> dict[str, float]:
    """A table of figures from a CSV file whose last two columns are names and figures."""
    try:
        rows = list(csv.reader(Path(path).read_text(encoding="utf-8-sig").splitlines()))
        return {row[-2]: float(row[-1]) for row in rows[1:]}
    except (OSError, ValueError, IndexError) as error:
        raise Sorry(
            f"“{path}” is no table of figures. Give a CSV file with a head, whose last two columns "
            "are a name and a figure."
        ) from error


def _answer_words(answer: Answer) -> str:
    figures = figures_of(answer)
    heads = [column.title for column in figures.columns]
    rows = [list(row) for row in worded_rows(figures)]
    if answer.total:
        total = worded_rows(figures_of(replace(answer, rows=(answer.total,))))[0]
        told = [
            cell if column.is_value else ""
            for cell, column in zip(total, figures.columns, strict=True)
        ]
        rows.append(["Total", *told[1:]])
    lines = [f"{answer.measure.title}, in {answer.measure.unit}", "", *columned(heads, rows)]
    lines += ["", *answer.notes] if answer.notes else []
    return "\n".join([*lines, f"From {', '.join(answer.releases)}, by {answer.engine}."])


def _beside_words(answer: Answer) -> list[str]:
    """What must stand beside the figures: of when they are, their notes, and their releases."""
    first, last = answer.covered
    told = spell_span(f"{first:%Y-%m}", f"{last:%Y-%m}")
    lines = [f"{answer.measure.title}, in {answer.measure.unit}, {told}."]
    if answer.total:
        total = [
            f"{column.title} {cell}"
            for cell, column in zip(answer.total, answer.columns, strict=True)
            if cell is not None
        ]
        lines.append(f"In all: {', '.join(total)}.")
    return [*lines, *answer.notes, f"From {', '.join(answer.releases)}, by {answer.engine}."]


def columned(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows under their heads, each column as wide as its widest cell; figures to the right."""
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    right = [all(_is_figure(row[i]) for row in rows) for i in range(len(heads))]
    return [
        "  ".join(
            cell.rjust(width) if is_figure else cell.ljust(width)
            for cell, width, is_figure in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in (heads, *rows)
    ]


def _is_figure(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("−", "").replace("%", "").isdigit()


def as_csv(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Rows as CSV, ready for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([["" if cell is None else as_read(cell) for cell in row] for row in rows])
    return text.getvalue().rstrip("\n")
