"""Withheld parts of papers whose day has come: their secretary may release them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Min
from django.urls import reverse

from frankpledge.actions.owed import Obligation, asks
from frankpledge.meetings.models import Paper, Withholding
from frankpledge.partnership.models import Body, PostHolding
from frankpledge.shared.words import count_of


@asks
def release_owed(bodies: list[Body], on: date) -> Iterable[Obligation]:
    """A line for each paper with parts for which nothing is left to wait.

    One that waits for a decision too is not among them: that decision is named on releasing it. No
    title is told, as reminders travel by mail.
    """
    wanted = {body.pk: body for body in bodies}
    run = PostHolding.objects.on(on).filter(duty="secretary", body__in=wanted)
    come = (
        Withholding.objects.standing()
        .filter(until__lte=on, until_decision="", paper__item__meeting__body__in=run.values("body"))
        .values("paper")
        .annotate(count=Count("pk"), since=Min("until"))
        .order_by("since", "paper")
    )
    found = {one["paper"]: one for one in come}
    papers = Paper.objects.filter(pk__in=found).select_related("item__meeting")
    for paper in papers.defer("content", "text", "conversion_notes"):
        one, item, meeting = found[paper.pk], paper.item, paper.item.meeting
        meeting.body = wanted[meeting.body_id]
        yield Obligation(
            body=meeting.body,
            what=f"{count_of(one['count'], 'withheld part')} of the paper at item {item.label} "
            "may be released now",
            to=f"the meeting of {meeting.when}",
            due=one["since"],
            why="the day until which it was withheld has come",
            url=reverse(
                "meetings:withhold-parts", args=[meeting.body.slug, meeting.slug, paper.slug]
            ),
        )
