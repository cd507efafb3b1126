"""What members are written when papers go out: plain words, no title of any paper.

Mail travels and is passed on, so it says how much has come and where to read it, and no more.
"""

from frankpledge.meetings.models import Circulation
from frankpledge.meetings.rules.questions import questions_close
from frankpledge.shared.address import absolute
from frankpledge.shared.words import count_of, spell_day


def circulation_news(sent: Circulation, papers: int) -> tuple[str, str]:
    """The subject and the text of the mail that goes to members with a pack or an addendum."""
    meeting = sent.meeting
    board = meeting.body.name_on(meeting.date or sent.on)
    link = absolute(sent.get_absolute_url() if sent.number else meeting.get_absolute_url())
    if sent.number:
        subject = f"Addendum {sent.number} for {board}, {meeting.when}"
        first = f"Read addendum {sent.number}: {count_of(papers, 'paper')} for {meeting.when}."
        why = f"Why it is late: {sent.why.rstrip('.')}."
    else:
        subject = f"Papers for {board}, {meeting.when}"
        first = f"Read the papers for {meeting.when}: {count_of(papers, 'paper')}."
        why = ""
    where = ", ".join(filter(None, (meeting.when, meeting.hours, meeting.place)))
    lines = [first, link, why, f"The meeting: {where}.", _questions(sent), board]
    return subject, "\n\n".join(filter(None, lines)) + "\n"


def _questions(sent: Circulation) -> str:
    """Until when questions may be sent in, while that is still to come."""
    day = sent.meeting.date
    if day is None or sent.on > questions_close(day):
        return ""
    return f"You can send in questions until {spell_day(questions_close(day))}."
