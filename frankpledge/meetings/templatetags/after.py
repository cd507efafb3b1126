"""What comes of a meeting, as links on its page."""

from typing import Any

from django import template

from frankpledge.meetings.models import Meeting
from frankpledge.meetings.queries.after import After, after
from frankpledge.shared import clock

register = template.Library()


@register.simple_tag(takes_context=True)
def after_meeting(context: dict[str, Any], meeting: Meeting) -> After:
    """What the viewer may open or begin: `{% after_meeting meeting as after %}`."""
    return after(meeting, context["viewer"], clock.today())
