"""The day a page is asked about: `?on=2018-10-11`, or the three boxes of the chooser, or today."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict

from frankpledge.shared import clock
from frankpledge.shared.forms import OnDateForm


@dataclass(frozen=True)
class Asked:
    """The day to answer for, and the chooser to show; a mistyped day answers for today."""

    day: date
    form: OnDateForm
    today_url: str

    @property
    def query(self) -> str:
        """What to add to a link so that the next page answers for the same day."""
        return f"?on={self.day.isoformat()}" if self.today_url else ""


def asked_day(request: HttpRequest) -> Asked:
    """The day in the request's query, or today."""
    today = clock.today()
    given = any(key == "on" or key.startswith("on_") for key in request.GET)
    form = OnDateForm(request.GET) if given else OnDateForm(initial={"on": today})
    day = (form.cleaned_data.get("on") if given and form.is_valid() else None) or today
    return Asked(day, form, request.path if day != today else "")


def query_with(request: HttpRequest, **change: str | None) -> str:
    """The request's query with some of it changed; None leaves a part out."""
    query: QueryDict = request.GET.copy()
    for key, value in change.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return query.urlencode()


def with_query(url: str, request: HttpRequest, **change: str | None) -> str:
    """An address with the request's query, some of it changed: for links that narrow a list."""
    return f"{url}?{query}" if (query := query_with(request, **change)) else url
