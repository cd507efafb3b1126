"""Mappings: which there are, what one says, and a sample to make or change one from."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frankpledge.analytics.store.sheets import NotATable
from frankpledge.evidence.access import access_kept_area
from frankpledge.evidence.releases.access import access_mapping
from frankpledge.evidence.releases.mapping.forms import SampleForm, StartForm
from frankpledge.evidence.releases.mapping.guessing import Seen, seen_in
from frankpledge.evidence.releases.mapping.trial import read_sample
from frankpledge.evidence.releases.mapping.words import column_words, place_words, when_words
from frankpledge.evidence.releases.models import Load, Mapping
from frankpledge.evidence.releases.operations.mapping import begin_mapping, change_mapping
from frankpledge.evidence.releases.partners import reading_of
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.history.queries import entries_about
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.shared.pages import form_page
from frankpledge.shared.verdict import Refused

COLUMNS = ["Data", "Whose", "Columns", "Last loaded", "State"]
HELD = ["Column in the file", "Name", "What it holds"]
NO_COLUMNS = (
    "No row of headings was found. The first row of the table must name its columns, "
    "and rows must stand below it"
)


@signed_in
def index(request: Looking) -> HttpResponse:
    """Every mapping of the area, drafts too."""
    area = access_kept_area(request.viewer)
    context = {
        "breadcrumbs": crumbs("releases"),
        "columns": COLUMNS,
        "rows": [_row(one) for one in Mapping.objects.filter(area=area)],
    }
    return render(request, "releases/mappings.html", context)


def _row(one: Mapping) -> list[Any]:
    kept = one.definition or (one.draft or {})["mapping"]
    last = Load.objects.filter(mapping=one, state="loaded").first()
    name = {"text": one.title, "url": one.get_absolute_url()}
    state = "Draft" if one.definition is None else "Being changed" if one.draft else "Ready"
    loaded = last.received.date() if last else {"reason": "nothing was loaded by it"}
    return [name, kept["publisher"], len(kept["columns"]), loaded, {"status": state}]


@signed_in
def start(request: Looking) -> HttpResponse:
    """A new mapping, from a sample."""
    area = access_kept_area(request.viewer)
    form = StartForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sample, seen = form.cleaned_data["sample"], _seen(form)
        if seen:
            try:
                made = begin_mapping(
                    by=request.viewer.actor,
                    area=area,
                    title=form.cleaned_data["title"],
                    publisher=form.cleaned_data["publisher"],
                    sample=(sample.name, sample),
                    seen=seen,
                )
            except Refused as no:
                form.add_error("title", no.reason)
            else:
                return redirect("releases:draft", made.slug)
    return form_page(
        request, form, "Read a partner’s file", "See its columns", crumbs("releases", "mappings")
    )


def _seen(form: SampleForm, wanted: dict[str, Any] | None = None) -> tuple[Seen, ...]:
    """The columns of the sample that was sent; none, and an error beside it, where it has none."""
    sample: UploadedFile = form.cleaned_data["sample"]
    name = sample.name or "sample"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sample{Path(name).suffix.lower()}"
        with path.open("wb") as out:
            for chunk in sample.chunks():
                out.write(chunk)
        try:
            table = read_sample(path, name, wanted)
        except NotATable as why:
            told = NO_COLUMNS if "no row of headings" in str(why) else str(why).rstrip(".")
            form.add_error("sample", told)
            return ()
    found = seen_in(table)
    if not found or not table.lines:
        form.add_error("sample", NO_COLUMNS)
        return ()
    sample.seek(0)
    return found


@signed_in
def mapping(request: Looking, slug: str) -> HttpResponse:
    """How a partner's file is read, and what was loaded so."""
    found = access_mapping(request.viewer, slug)
    if found.definition is None:
        return redirect("releases:draft", slug)
    reading = reading_of(found)
    loads = Load.objects.filter(mapping=found).prefetch_related("files")[:10]
    context = {
        "breadcrumbs": crumbs("releases", "mappings"),
        "found": found,
        "facts": [
            {"key": "Whose data it is", "value": reading.publisher},
            {"key": "On what terms", "value": reading.licence},
            {"key": "Where", "value": place_words(reading.place)},
            {"key": "When", "value": when_words(reading)},
            {"key": "Name on the command line", "value": found.slug},
        ],
        "held": HELD,
        "columns": [
            [one.header, one.name.replace("_", " "), column_words(one)] for one in reading.columns
        ],
        "load_columns": ["Files", "Sent", "State"],
        "loads": [
            [
                {"text": str(one), "url": one.get_absolute_url()},
                one.received,
                {"status": one.get_state_display()},
            ]
            for one in loads
        ],
        "load_url": f"{reverse('releases:upload')}?mapping={slug}",
        "history": entries_about(found),
    }
    return render(request, "releases/mapping.html", context)


@signed_in
def sample(request: Looking, slug: str) -> HttpResponse:
    """Another sample: a mapping is changed beside a file such as the partner sends now."""
    found = access_mapping(request.viewer, slug)
    form = SampleForm(request.POST or None, request.FILES or None, initial={"version": found})
    if request.method == "POST" and form.is_valid():
        wanted = (found.draft or {}).get("mapping") or found.definition
        seen = _seen(form, wanted)
        if seen:
            sent = form.cleaned_data["sample"]
            change_mapping(
                by=request.viewer.actor,
                mapping=found,
                sample=(sent.name, sent),
                seen=seen,
                version=form.cleaned_data["version"],
            )
            return redirect("releases:draft", slug)
    return form_page(
        request,
        form,
        "Change how it is read",
        "See its columns",
        crumbs("releases", "mappings", found),
        found.title,
    )
