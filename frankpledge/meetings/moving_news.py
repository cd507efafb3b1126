"""What people are told when a meeting is moved or cancelled, in plain text."""

from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.deadlines import dues
from frankpledge.shared import clock
from frankpledge.shared.words import spell_long_day


def moved_message(meeting: Meeting, was: str, reason: str) -> tuple[str, str]:
    """Subject and text for a meeting that has been given another day, other hours or a place."""
    short = meeting.body.short_on(meeting.date or clock.today())
    now = ", ".join(filter(None, (meeting.when, meeting.hours, meeting.place)))
    subject = f"{short}: the meeting is now on {meeting.when}"
    lines = [f"The meeting of {short} is now on {now}."]
    if was != meeting.when:
        lines[0] += f" Until now it was planned for {was}."
    lines += [f"Why: {reason}", *_deadline_lines(meeting)]
    lines.append("Please change it in your calendar. Everything else about the meeting stays.")
    return subject, "\n\n".join(lines) + "\n"


def cancelled_message(meeting: Meeting, reason: str) -> tuple[str, str]:
    """Subject and text for a meeting that will not take place."""
    short = meeting.body.short_on(meeting.date or clock.today())
    subject = f"{short}: the meeting of {meeting.when} is cancelled"
    lines = (
        f"The meeting of {short} of {meeting.when} will not take place.",
        f"Why: {reason}",
        "No report is expected for it any more.",
    )
    return subject, "\n\n".join(lines) + "\n"


def _deadline_lines(meeting: Meeting) -> list[str]:
    """The deadlines as they are now, each in a sentence."""
    found = dues([meeting])[meeting.pk]
    told = []
    reports, papers = found.get("reports"), found.get("papers")
    if reports and reports.due:
        told.append(f"Reports are due by {spell_long_day(reports.due)}: {reports.why}.")
    if papers and papers.due:
        told.append(f"Papers go out by {spell_long_day(papers.due)}: {papers.why}.")
    return told
