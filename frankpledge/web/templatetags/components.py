"""Tags behind the components: status words, table cells, error lists and page numbers.

The contract of each component stands at the top of its template in templates/components.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from frankpledge.web.templatetags import words

register = template.Library()

# The word says it; the colour only helps the eye. One colour, one meaning:
#   grey: nothing is asked yet, or any more    yellow: somebody owes something
#   red: late or not met                       blue: under way
#   green: settled                             purple: not for everyone
STATUS_COLOURS: dict[str, str] = {
    word: colour
    for colour, group in {
        "grey": "draft, to follow, not yet due, not started, not applicable, none, superseded, "
        "withdrawn, cancelled, lapsed, expired, closed, planned, proposed, former, noted",
        "yellow": "due, due soon, due today, awaiting signature, awaiting decision, to sign, "
        "changed, basis incomplete, "
        "to agree, to publish, chased, sent back, needs you, partly met, deferred, at risk, watch, "
        "not answered, due for review, old, reason needed, reason to accept",
        "red": "late, overdue, missing, not met, refused, rejected, failed, breached, high, "
        "off track, off course, missed, act",
        "blue": "waiting, loading, in review, "
        "received, circulated, in progress, open, commissioned, invited, submitted, "
        "under review, sent, ready, current, medium",
        "green": "loaded, basis complete, "
        "agreed, published, done, met, adopted, approved, signed, complete, completed, "
        "accepted, paid, held, active, low, on track, "
        "on course, in order, in place",
        "purple": "withheld, restricted, confidential, exempt, private, sensitive",
    }.items()
    for word in group.split(", ")
} | {"stated, no date": "yellow"}


@lru_cache(maxsize=256)
def _tag(text: str) -> SafeString:
    """A status word's tag; kept, because a long list says the same few words many times."""
    colour = STATUS_COLOURS.get(text.lower(), "grey")
    return format_html(
        '<strong class="govuk-tag fp-tag govuk-tag--{}">{}</strong>',
        colour,
        text[:1].upper() + text[1:],
    )


@register.simple_tag
def status(word: Any) -> SafeString:
    """A status word in its tag: `{% status "Late" %}`; a word not in the list is grey."""
    text = str(word or "").strip()
    return _tag(text) if text else SafeString("")


def _plain(value: Any) -> str:
    """A value as a reader expects to see it, as safe HTML: a date never breaks over lines."""
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return f'<span class="fp-together">{words.day(value)}</span>'
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (int, float, Decimal)):
        return words.number(value)
    return str(conditional_escape(value))


def _is_empty(value: Any) -> bool:
    """Whether a cell has nothing to show; nought is something."""
    if isinstance(value, Mapping):
        return all(value.get(key) in (None, "") for key in ("text", "status", "pounds"))
    return value in (None, "") or (isinstance(value, (list, tuple)) and not value)


def _rich(value: Mapping[str, Any]) -> SafeString:
    """A cell given as a mapping: text, url, status, pounds, note."""
    text: Any = value.get("text")
    shown = "" if text in (None, "") else mark_safe(_plain(text))  # _plain has escaped it
    if value.get("pounds") is not None:
        shown = words.pounds(value["pounds"])
    if value.get("url"):
        shown = format_html('<a class="govuk-link" href="{}">{}</a>', value["url"], shown)
    if value.get("status"):
        shown = format_html("{}{}{}", shown, " " if shown else "", status(value["status"]))
    if value.get("note"):
        shown = format_html('{}<span class="fp-note">{}</span>', shown, value["note"])
    return format_html("{}", shown)


@register.simple_tag
def cell(value: Any) -> SafeString:
    """What a table's cell or a fact's value shows; "–" with its reason when it is empty.

    Takes text, a number, a date, None, a list of these, or a mapping of text, url, status,
    pounds (pence or Decimal), note (small, below) and reason (why it is empty).
    """
    if _is_empty(value):
        reason = value.get("reason") if isinstance(value, Mapping) else None
        if reason:
            return format_html(
                '<span class="fp-nothing">– <span class="fp-note">{}</span></span>', reason
            )
        return mark_safe('<span class="fp-nothing">–</span>')  # our own words
    if isinstance(value, Mapping):
        return _rich(value)
    if isinstance(value, (list, tuple)):
        items = format_html_join("", "<li>{}</li>", ((cell(item),) for item in value))
        return format_html('<ul class="fp-cell-list">{}</ul>', items)
    return mark_safe(_plain(value))  # _plain has escaped it


@dataclass(frozen=True)
class BodyCell:
    """One drawn cell and what its column says of it."""

    html: SafeString
    label: str
    numeric: bool
    empty: bool


@dataclass(frozen=True)
class BodyRow:
    """One drawn row."""

    cells: list[BodyCell]
    total: bool = False
    needs_you: bool = False


def _get(column: Any, name: str) -> Any:
    """A property of a column given as a mapping, an object or plain text (its label)."""
    if isinstance(column, str):
        return column if name == "label" else None
    return column.get(name) if isinstance(column, Mapping) else getattr(column, name, None)


@register.simple_tag
def table_head(columns: Sequence[Any] | None) -> list[dict[str, Any]]:
    """The columns of a table as mappings, whether given as text, mappings or objects."""
    names = ("label", "numeric", "unit", "sort_url", "sorted", "now")
    return [{name: _get(column, name) for name in names} for column in columns or ()]


@register.simple_tag
def table_body(columns: Sequence[Any] | None, rows: Iterable[Any] | None) -> list[BodyRow]:
    """The rows of a table, drawn; the contract is in components/table.html.

    Raises ValueError when a row has more or fewer cells than there are columns: a figure under
    the wrong heading is worse than no page.
    """
    drawn = []
    heads = [(str(_get(c, "label") or ""), bool(_get(c, "numeric"))) for c in columns or ()]
    for place, row in enumerate(rows or (), start=1):
        cells = list(row["cells"] if isinstance(row, Mapping) else row)
        if len(cells) != len(heads):
            raise ValueError(f"row {place} has {len(cells)} cells for {len(heads)} columns")
        flags = row if isinstance(row, Mapping) else {}
        total = bool(flags.get("total"))
        made = []
        for value, (label, numeric) in zip(cells, heads, strict=True):
            empty = _is_empty(value)
            # Nothing is missing where a column has no total, so no "–" there.
            html = mark_safe("") if empty and total else cell(value)
            made.append(BodyCell(html, label, numeric, empty))
        drawn.append(BodyRow(made, total, bool(flags.get("needs_you"))))
    return drawn


@register.simple_tag
def error_list(form: BaseForm | None, errors: Iterable[Any] | None) -> list[dict[str, str]]:
    """The lines of an error summary: a form's own errors, its fields', then any others given."""
    found: list[dict[str, str]] = []
    if form:
        found += [{"text": str(text), "href": ""} for text in form.non_field_errors()]
        for name in form.errors:
            if name in form.fields:
                field = form[name]
                target = getattr(field, "focus_id", field.id_for_label)
                href = "" if field.is_hidden else f"#{target}"
                found += [{"text": str(text), "href": href} for text in field.errors]
    for error in errors or ():
        is_plain = isinstance(error, str)
        found.append(
            {"text": error, "href": ""}
            if is_plain
            else {"text": str(error["text"]), "href": str(error.get("href") or "")}
        )
    return found


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The page numbers to link to; None stands for the ones left out between."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in pages]
