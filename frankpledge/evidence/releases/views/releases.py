"""Releases: which data there is, and all that is known of each."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from frankpledge.analytics.store import TableInfo
from frankpledge.analytics.store.wording import gaps_of, spell_slice, spell_span
from frankpledge.evidence.access import access_area
from frankpledge.evidence.keeping import store
from frankpledge.evidence.permissions import can_keep_evidence
from frankpledge.evidence.releases.access import access_release
from frankpledge.evidence.releases.models import Load, Release
from frankpledge.evidence.releases.models.loads import UNDER_WAY
from frankpledge.evidence.releases.queries.lists import (
    ReleaseLine,
    period_words,
    rejected_words,
    release_lines,
    revision_words,
    table_words,
)
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.history.queries import entries_about
from frankpledge.partnership.requests import Looking, signed_in

COLUMNS = ["Data", "What it holds", "Period", "Loaded", "State"]
MISTAKES = ["File", "Line", "Column", "What it says", "What was expected"]
FILES = [
    "File",
    {"label": "Size", "unit": "bytes", "numeric": True},
    {"label": "Rows", "numeric": True},
    "Checksum, its start",
]
REVISIONS = [
    "Published by",
    "Period",
    {"label": "Rows before", "numeric": True},
    {"label": "Rows now", "numeric": True},
    "What changed",
]
# The rest is in the file of rejected rows.
MOST_SHOWN = 100


@signed_in
def index(request: Looking) -> HttpResponse:
    """Every release, the newest first, and loads under way."""
    area = access_area(request.viewer)
    found = Release.objects.visible_to(request.viewer).defer("manifest")
    keeps = bool(can_keep_evidence(request.viewer, area))
    context = {
        "breadcrumbs": crumbs(),
        "columns": COLUMNS,
        "rows": [_row(one) for one in release_lines(found, store())],
        "keeps": keeps,
        "loads": _under_way(area.pk) if keeps else (),
    }
    return render(request, "releases/index.html", context)


def _under_way(area: int) -> list[Load]:
    unsettled = Load.objects.filter(area=area, state__in=UNDER_WAY)
    return list(unsettled.prefetch_related("files"))


def _row(one: ReleaseLine) -> list[Any]:
    name = {"text": one.release.title, "url": one.url, "note": one.release.publisher}
    holds: list[Any] = list(one.holds)
    if one.rejected:
        holds.append({"text": f"{one.rejected:,} rows rejected"})
    return [name, holds, one.period, one.release.loaded.date(), {"status": one.state}]


@signed_in
def release(request: Looking, key: str) -> HttpResponse:
    """One release: its source, what was kept and rejected, its coverage, what it revised."""
    found = access_release(request.viewer, key)
    line = release_lines([found], store())[0]
    context = {
        "breadcrumbs": crumbs("releases"),
        "found": found,
        "line": line,
        "facts": _facts(found, line),
        "tables": [_table(info) for info in line.told.tables.values()],
        "notes": line.told.notes,
        "files": [[one.name, one.bytes, one.rows, one.checksum[:16]] for one in line.told.files],
        "has_rejected": bool(line.rejected),
        "file_columns": FILES,
        "mistake_columns": MISTAKES,
        "revision_columns": REVISIONS,
        "history": entries_about(found),
    }
    return render(request, "releases/release.html", context)


def _facts(found: Release, line: ReleaseLine) -> list[dict[str, Any]]:
    return [
        {"key": "Publisher", "value": found.publisher},
        {"key": "Licence", "value": found.licence},
        {"key": "Period", "value": line.period or "not dated"},
        {"key": "Published", "value": found.published},
        {"key": "Loaded", "value": found.loaded, "note": f"by {line.told.by}"},
        {"key": "Checksum (SHA-256)", "value": found.checksum},
        {"key": "Name on the command line", "value": found.key},
    ]


def _table(info: TableInfo) -> dict[str, Any]:
    """What a page says of one table of a release."""
    rows: list[dict[str, Any]] = [
        {"key": "Rows in the files", "value": info.rows_in},
        {"key": "Kept", "value": info.kept},
        {"key": "Rejected", "value": rejected_words(info)},
        {"key": "Period", "value": period_words([info]) or "not dated"},
        {"key": "Missing", "value": _missing(info)},
    ]
    if info.extra_columns:
        rows.append({"key": "Columns not kept", "value": list(info.extra_columns)})
    if info.no_place:
        rows.append({"key": "Without a place", "value": info.no_place})
    if info.no_id:
        rows.append({"key": "Without an identifier", "value": info.no_id})
    if info.identical:
        note = "kept: several crimes at one snapped point in a month look alike"
        rows.append({"key": "Alike in every column", "value": info.identical, "note": note})
    vintages = {year: count for year, count in info.vintages.items() if count}
    if vintages:
        told = [f"{count:,} {_vintage(year)}" for year, count in vintages.items()]
        rows.append({"key": "Small areas by census", "value": told})
    return {
        "title": table_words(info.table).capitalize(),
        "facts": rows,
        "revisions": [
            [one.unit, spell_slice(one.period), one.before, one.after, revision_words(one)]
            for one in info.revisions
        ],
        "mistakes": [
            [one.file, one.line, one.column, one.value, one.expected]
            for one in info.rejects[:MOST_SHOWN]
        ],
    }


def _vintage(year: str) -> str:
    words = {"both": "in 2011 and in 2021", "unknown": "not in any lookup that was loaded"}
    return words.get(year, f"of {year} alone")


def _missing(info: TableInfo) -> str | list[str]:
    """The stretches that should be there, by unit."""
    gaps: dict[str, list[str]] = {}
    for unit, first, last in gaps_of(info.missing):
        gaps.setdefault(unit, []).append(spell_span(first, last) or first)
    told = [f"{unit}: {', '.join(periods)}" for unit, periods in gaps.items()]
    return told or "nothing between the first and the last"


@signed_in
def rejected(request: Looking, key: str) -> HttpResponseBase:
    """Every row of a release that was rejected, with the reason, for its publisher."""
    found = access_release(request.viewer, key)
    place = store()
    path = place.root / "releases" / found.key / "rejects.csv"
    if not path.exists():
        raise Http404("Nothing of this release was rejected.")
    name = f"{found.key}-rejected.csv"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)
