"""What each measure is: its definition in a page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frankpledge.analytics.measures import CannotAnswer, measure_named, measures
from frankpledge.evidence.access import access_area
from frankpledge.evidence.releases.views.trail import crumbs
from frankpledge.partnership.requests import Looking, signed_in


@signed_in
def index(request: Looking) -> HttpResponse:
    """Every measure."""
    access_area(request.viewer)
    context = {
        "breadcrumbs": crumbs(),
        "columns": ["Measure", "What it is", "Unit"],
        "rows": [
            [
                {"text": one.title, "url": reverse("explorer:measure", args=[one.name])},
                one.what,
                one.unit,
            ]
            for one in measures()
        ],
    }
    return render(request, "explorer/measures.html", context)


@signed_in
def measure(request: Looking, name: str) -> HttpResponse:
    """One measure: formula, source, caveats and a worked example."""
    access_area(request.viewer)
    try:
        found = measure_named(name)
    except CannotAnswer as no:
        raise Http404(str(no)) from no
    context = {
        "breadcrumbs": [*crumbs(), ("Measures", reverse("explorer:measures"))],
        "found": found,
        "facts": [
            {"key": "What it is", "value": found.what},
            {"key": "Unit", "value": found.unit},
            {"key": "Formula", "value": found.formula},
            {"key": "Source", "value": found.source},
            {"key": "Can be split by", "value": ", ".join(found.dimensions)},
            {"key": "Worked example", "value": found.example.arithmetic},
            {"key": "On the command line", "value": f"frankpledge evidence measure {found.name}"},
        ],
        "explore_url": f"{reverse('explorer:explore')}?measure={found.name}",
    }
    return render(request, "explorer/measure.html", context)
