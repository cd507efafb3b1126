"""Finding an indicator by the name that somebody types."""

from difflib import get_close_matches

from frankpledge.review.indicators.models import Indicator


def indicators_named(name: str) -> tuple[list[Indicator], list[str]]:
    """The indicators of that short name, or of BODY/NAME; and where there are none, names like it.

    For the command line, which sees everything.
    """
    body, _, slug = name.rpartition("/")
    wanted = Indicator.objects.filter(slug=slug).select_related("body__area")
    found = list(wanted.filter(body__slug=body) if body else wanted)
    if found:
        return found, []
    known = dict.fromkeys(Indicator.objects.order_by("slug").values_list("slug", flat=True))
    return [], get_close_matches(slug, list(known), n=3, cutoff=0.5)
