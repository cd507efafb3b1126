"""Tags that show records: a body's name on a day, a paper's blocks."""

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from frankpledge.documents.content import Block
from frankpledge.documents.html import blocks_html
from frankpledge.partnership.models import Body

register = template.Library()


@register.simple_tag
def body_name(body: Body, day: date) -> str:
    """What a body was called on a day: `{% body_name body day %}`."""
    return body.name_on(day)


@register.simple_tag
def body_short(body: Body, day: date) -> str:
    """A body's short name on a day."""
    return body.short_on(day)


@register.simple_tag
def paper(blocks: tuple[Block, ...], heading_offset: int = 1) -> SafeString:
    """A paper's blocks as HTML, its first headings one level under the page's own."""
    # The document engine escapes every character it is given: this is its output, not a user's.
    return mark_safe(blocks_html(blocks, heading_offset=heading_offset, id_prefix="paragraph"))
