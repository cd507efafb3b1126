"""Where the pages of updates stand."""

from django.urls import reverse

from frankpledge.meetings.models import Meeting

HOME = ("Home", "/")


def crumbs(meeting: Meeting | None = None) -> list[tuple[str, str]]:
    """The trail to a page under the index, or under a meeting's round."""
    trail = [HOME, ("Review", reverse("review:index"))]
    if meeting:
        url = reverse("review:round", args=[meeting.body.slug, meeting.slug])
        trail.append((meeting.when, url))
    return trail
