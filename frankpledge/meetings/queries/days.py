"""The days on which boards meet, for the registers of actions, which stand below the calendar."""

from datetime import date

from frankpledge.actions.meeting_days import tells_meeting_days
from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body


@tells_meeting_days
def days_of_meetings(board: Body) -> list[date]:
    """Every day on which a board meets or has met; a cancelled meeting is none."""
    dated = Meeting.objects.filter(body=board, date__isnull=False).taking_place()
    return list(dated.values_list("date", flat=True))
