"""The components, drawn through Django's own engine: valid, linked up, and legible."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string

from frankpledge.documents.difference import difference
from frankpledge.shared.alarms import Alarm
from frankpledge.shared.forms import DateField, GovukForm, OnDateForm
from frankpledge.web.templatetags import words
from frankpledge.web.templatetags.components import STATUS_COLOURS, cell, status, table_body
from tests.support.pages import faults

WEB = Path(__file__).resolve().parents[2] / "frankpledge/web"
LOOK = (WEB / "static/frankpledge/frankpledge.css").read_text(encoding="utf-8")
VENDORED = (WEB / "static/govuk/govuk-frontend.min.css").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
DAY = date(2018, 10, 11)


class ReportForm(GovukForm):
    """A form with one of everything."""

    title = forms.CharField(label="Title of the report", help_text="As on the agenda")
    why = forms.CharField(label="Why does the board need it?", widget=forms.Textarea)
    due = DateField(label="Due date")
    kind = forms.ChoiceField(
        label="What is asked?",
        choices=[("n", "To note"), ("d", "To decide")],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label="Groups",
        choices=[("a", "A"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    body = forms.ChoiceField(label="Reporting body", choices=[("", "Choose one"), ("f", "Fire")])
    amount = forms.IntegerField(label="Amount", min_value=1)
    paper = forms.FileField(label="Paper", required=False)
    publish = forms.BooleanField(label="May be published", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


WRONG = {"due_day": "31", "due_year": "2018", "amount": "lots", "kind": "x"}
SHELL: dict[str, Any] = {
    "area_name": "Some county",
    "csrf_token": "t" * 64,
    "demo_today": date(2018, 10, 1),
    "account": {"name": "Board secretary", "sign_out_url": "/out", "owed_url": "/owed", "owed": 2},
    "navigation": [{"label": "Plan", "url": "/p", "current": True}, {"label": "Do", "url": "/d"}],
    "breadcrumbs": [("Meetings", "/meetings")],
    "footer_links": [{"label": "Accessibility", "url": "/accessibility"}],
}
LINKS = [{"kind": "Decision", "label": "Minute 5", "url": "/m", "status": "Agreed"}]
COLUMNS = ["Report", {"label": "Pages", "numeric": True, "sort_url": "?s", "sorted": "ascending"}]
ROWS = [[{"text": "A & B", "url": "/a?b=1&c=2"}, 1420], ["C", None]]
EVERYTHING: dict[str, dict[str, Any]] = {
    "tag": {"text": "late"},
    "button": {"label": "Circulate to 41 members", "name": "go", "value": "1"},
    "button_form": {"action": "/x", "label": "Agree", "csrf_token": "t", "send": [("version", 3)]},
    "summary_list": {
        "rows": [{"key": "Due", "value": DAY, "actions": [{"label": "Change", "url": "/c"}]}]
    },
    "table": {
        "caption": "Reports",
        "columns": COLUMNS,
        "rows": ROWS,
        "csv_url": "/c",
        "source": "x",
    },
    "grid": {"id": "plan", "caption": "Plan", "columns": COLUMNS, "rows": ROWS},
    "owed": {"tasks": [{"title": "Sign", "url": "/s", "due": DAY, "status": "Due", "hint": "x"}]},
    "asked": {"title": "Sign it", "text": "x", "due": DAY, "label": "Sign", "url": "/s"},
    "notification": {"text": "Circulated.", "kind": "success"},
    "warning": {"text": "It cannot be called back."},
    "inset": {"text": "Agreed.", "source": "Minute 5"},
    "empty_state": {"title": "No reports", "why": "They are chased.", "label": "Go", "url": "/g"},
    "history": {"entries": [{"when": DAY, "who": "Secretary", "what": "Made it"}]},
    "chain": {"back": LINKS, "onward": LINKS},
    "filters": {"groups": [{"label": "State", "options": [{"label": "All", "url": "?"}]}]},
    "details": {"summary": "More", "text": "Words"},
    "error_summary": {"errors": [{"text": "Enter the title", "href": "#main-content"}]},
    "pagination": {"page": Paginator(range(200), 10).page(7), "base": "?a=1&"},
    "on_date": {"field": OnDateForm(initial={"on": DAY})["on"], "keep": [("status", "late")]},
    "field": {"field": ReportForm()["title"]},
    "breadcrumbs": {"breadcrumbs": [("Meetings", "/m")]},
    "navigation": {"navigation": SHELL["navigation"]},
    "alarms": {"alarms": [Alarm("A mail could not be sent.", None, "/outbox", "Look at it.")]},
    "by_link": {"body": "Road Safety Partnership", "until": DAY, "pass_url": "/pass"},
    "kept": {
        "kept": {
            "at": datetime(2018, 10, 11, 9, 5, tzinfo=UTC),
            "here": True,
            "files": ["plan.docx"],
            "url": "/typed/",
        }
    },
    "difference": {"caption": "What changed", "rows": difference("One line.", "Two lines.")},
    "footer": {"footer_links": SHELL["footer_links"]},
    "header": SHELL,
}


def parsed(html: str) -> Element:
    """A fragment's tree; html5lib refuses whatever the standard calls an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parseFragment(html)
    return tree


def draw(component: str, /, **context: Any) -> Element:
    """One component, drawn and parsed."""
    return parsed(render_to_string(f"components/{component}.html", context))


def page(source: str, **context: Any) -> str:
    """A whole page over the layout."""
    template = engines["django"].from_string('{% extends "layout.html" %}' + source)
    html: str = template.render({**SHELL, **context})
    return html


def test_every_component_is_drawn_here() -> None:
    named = {path.stem for path in TEMPLATES if path.parent.name == "components"}
    assert named == set(EVERYTHING)


@pytest.mark.parametrize("name", sorted(EVERYTHING))
def test_component_is_valid_html(name: str) -> None:
    assert len(draw(name, **EVERYTHING[name]))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_stand_with_and_without_a_context(name: str) -> None:
    for context in ({}, SHELL):
        assert faults(render_to_string(f"{name}.html", context)) == []


def test_a_whole_page_has_no_faults() -> None:
    names = sorted(set(EVERYTHING) - {"breadcrumbs", "navigation", "footer", "header"})
    whole = "".join(render_to_string(f"components/{name}.html", EVERYTHING[name]) for name in names)
    html = page(
        "{% block title %}Reports{% endblock %}{% block heading %}Reports{% endblock %}"
        "{% block content %}{{ whole|safe }}{% endblock %}",
        whole=whole,
    )
    assert faults(html) == []
    assert "<title>Reports – Frankpledge</title>" in html
    assert "today is 1 October 2018" in html
    assert 'href="#main-content"' in html
    assert html.count("<h1") == 1


def test_signed_out_page_offers_sign_in_and_no_sign_out() -> None:
    html = page("", account={"sign_in_url": "/in"}, demo_today=None)
    assert 'href="/in"' in html
    assert "Sign out" not in html
    assert "Demonstration" not in html


# ---- Tables ------------------------------------------------------------------------------------


def test_table_marks_sorting_numbers_and_empty_cells() -> None:
    tree = draw("table", **EVERYTHING["table"])
    sorted_by = [head.get("aria-sort") for head in tree.iter("th") if head.get("aria-sort")]
    assert sorted_by == ["ascending"]
    numbers = [c for c in tree.iter("td") if "numeric" in c.get("class", "")]
    assert ["".join(c.itertext()) for c in numbers] == ["1,420", "–"]
    assert [c.get("data-label") for c in numbers] == ["Pages", "Pages"]


def test_a_scrolling_table_can_be_reached_by_keyboard_and_is_named() -> None:
    frame = draw("table", **EVERYTHING["table"], phone="scroll")[0]
    assert (frame.get("tabindex"), frame.get("role")) == ("0", "region")
    assert frame.get("aria-label") == "Reports"


def test_a_grid_as_a_list_leaves_out_what_is_empty() -> None:
    tree = draw("grid", **EVERYTHING["grid"], as_list=True)
    assert ["".join(term.itertext()) for term in tree.iter("dt")] == ["Pages"]
    assert len(list(tree.iter("h3"))) == 2


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1 has 1 cells for 2 columns"):
        table_body(COLUMNS, [["Only one"]])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0"),
        ("<b>", "&lt;b&gt;"),
        (DAY, "11 October 2018"),
        ({"reason": "not yet due"}, "– <span"),
        ({"pounds": 15500000}, "£155,000"),
        ({"text": "<i>", "url": '/"x'}, '<a class="govuk-link" href="/&quot;x">&lt;i&gt;</a>'),
        ({"status": "late"}, ">Late</strong>"),
        (["a", DAY], "<li>a</li>"),
    ],
)
def test_cells_are_spelled_and_escaped(value: Any, shown: str) -> None:
    assert shown in cell(value)


# ---- Forms -------------------------------------------------------------------------------------


def test_a_wrong_form_says_so_at_the_field_and_above_the_heading() -> None:
    form = ReportForm(WRONG)
    html = page(
        "{% block title %}Report{% endblock %}{% block heading %}Report{% endblock %}"
        '{% block content %}<form method="post">{% csrf_token %}{{ form }}'
        '{% include "components/button.html" with label="Commission this report" only %}'
        "</form>{% endblock %}",
        form=form,
    )
    assert faults(html) == []
    assert "<title>Error: Report" in html
    summary = html[html.index("govuk-error-summary") : html.index("<h1")]
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert html.count(f' id="{target}"') == 1, target
    assert re.findall(r'href="#(id_due\w*|id_kind\w*)"', summary) == ["id_due_month", "id_kind_0"]
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert " required" not in html.replace("required-", "")


def test_messages_are_in_plain_english() -> None:
    told = {name: errors[0] for name, errors in ReportForm(WRONG).errors.items()}
    assert told == {
        "title": "Enter the title of the report",
        "why": "Answer “Why does the board need it?”",
        "due": "The due date must include a month",
        "kind": "“What is asked” must be one of the answers listed",
        "body": "Choose the reporting body",
        "amount": "“Amount” must be a number, such as 12",
    }


def test_a_plain_django_form_is_drawn_the_same_way() -> None:
    class Plain(forms.Form):
        name = forms.CharField()

    assert 'class="govuk-input"' in str(Plain())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "10", "2018"), "The date must include a day"),
        (("", "", "2018"), "The date must include a day and a month"),
        (("31", "9", "2018"), "The date must have a day from 1 to 30, as September 2018 has"),
        (("29", "2", "2019"), "The date must have a day from 1 to 28, as February 2019 has"),
        (("1", "13", "2018"), "The date must have a month from 1 to 12, or its name"),
        (("1", "ju", "2018"), "The date must have a month from 1 to 12, or its name"),
        (("1", "10", "18"), "The date must have a year of 4 numbers, such as 2018"),
        (("x", "10", "2018"), "The date must have a day from 1 to 31, as October 2018 has"),
        (("²", "10", "2018"), "The date must have a day from 1 to 31, as October 2018 has"),
        (("", "", ""), "Enter the date"),
    ],
)
def test_a_wrong_date_says_which_part(typed: tuple[str, str, str], said: str) -> None:
    class Only(forms.Form):
        on = DateField()

    form = Only(dict(zip(("on_day", "on_month", "on_year"), typed, strict=True)))
    assert form.errors["on"] == [said]


@pytest.mark.parametrize("month", ["10", "October", "oct", "010"])
def test_a_date_is_read_however_its_month_is_written(month: str) -> None:
    form = OnDateForm({"on_day": "11", "on_month": month, "on_year": "2018"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == DAY


def test_a_date_is_read_from_a_link_too_and_may_be_left_out() -> None:
    form = OnDateForm({"on": "2018-10-11"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == DAY
    assert not form["on"].field.has_changed(DAY, "2018-10-11")
    assert OnDateForm({}).is_valid()
    assert not OnDateForm({"on": "yesterday"}).is_valid()


# ---- Words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.day(DAY), "11 October 2018"),
        (words.day(None), "–"),
        (words.long_day(DAY), "Thursday 11 October 2018"),
        (words.short_day(DAY), "11 Oct 2018"),
        (words.month_year(DAY), "October 2018"),
        (words.clock(time(10, 0)), "10am"),
        (words.clock(time(10, 30)), "10:30am"),
        (words.clock(time(12, 0)), "noon"),
        (words.moment(datetime(2018, 10, 11, 9, 30, tzinfo=UTC)), "11 October 2018, 10:30am"),
        (words.day(datetime(2018, 10, 10, 23, 30, tzinfo=UTC)), "11 October 2018"),
        (words.period((date(2018, 10, 1), date(2018, 10, 31))), "October 2018"),
        (words.period((date(2018, 7, 1), date(2018, 9, 30))), "July to September 2018"),
        (words.period((date(2018, 4, 1), date(2019, 3, 31))), "April 2018 to March 2019"),
        (words.period((date(2018, 5, 3), date(2018, 5, 9))), "3 to 9 May 2018"),
        (words.period((date(2018, 5, 3), date(2018, 6, 9))), "3 May to 9 June 2018"),
        (words.period((date(2018, 5, 3), None)), "since 3 May 2018"),
        (words.pounds(15500000), "£155,000"),
        (words.pounds(Decimal("1.5")), "£1.50"),
        (words.pounds(-2000), "−£20"),
        (words.pounds(None), "–"),
        (words.percent(512, 1420), "36%, 512 of 1,420"),
        (words.percent(Decimal("36.06")), "36%"),
        (words.percent(1, 1420), "less than 1%, 1 of 1,420"),
        (words.percent(1419, 1420), "more than 99%, 1,419 of 1,420"),
        (words.percent(0, 1420), "0%, 0 of 1,420"),
        (words.percent(3, 0), "–"),
        (words.plural_words(1, "report"), "1 report"),
        (words.plural_words(0, "body,bodies"), "no bodies"),
        (words.plural_words([1, 2], "body,bodies"), "2 bodies"),
        (words.plural_words(1420, "offence"), "1,420 offences"),
    ],
)
def test_words(said: str, expected: str) -> None:
    assert said == expected


# ---- Colours -----------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """WCAG 2's relative luminance of a #rrggbb or #rgb colour."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", LOOK))


@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("govuk-brand-colour", "#ffffff", 7),
        ("govuk-link-colour", "#ffffff", 7),
        ("govuk-link-hover-colour", "#ffffff", 7),
        ("govuk-link-visited-colour", "#ffffff", 7),
        ("govuk-secondary-text-colour", "#ffffff", 7),
        ("govuk-link-colour", "govuk-surface-background-colour", 4.5),
        ("govuk-secondary-text-colour", "govuk-surface-background-colour", 4.5),
        ("fp-accent", "#ffffff", 4.5),
        ("fp-accent", "fp-accent-tint", 4.5),
        ("govuk-link-colour", "fp-accent-tint", 4.5),
        ("fp-accent-bar", "#ffffff", 3),
        ("fp-on-brand-quiet", "govuk-brand-colour", 4.5),
        ("#ffffff", "govuk-brand-colour", 7),
    ],
)
def test_colours_can_be_read(ink: str, paper: str, least: float) -> None:
    assert contrast(COLOURS.get(ink, ink), COLOURS.get(paper, paper)) >= least


@pytest.mark.parametrize("colour", sorted(set(STATUS_COLOURS.values())))
def test_tags_can_be_read(colour: str) -> None:
    found = re.findall(
        rf"\.govuk-tag(?:--{colour})? ?{{\s?color: ?(#\w+); ?background(?:-color)?: ?(#\w+)",
        VENDORED + LOOK,
    )
    assert found
    assert all(contrast(*pair) >= 4.5 for pair in found)


def test_a_word_that_is_not_known_is_grey_and_escaped() -> None:
    assert "govuk-tag--grey" in status("<odd>")
    assert "&lt;odd&gt;" in status("<odd>")
    assert status(None) == ""


@pytest.mark.parametrize(
    "word",
    ["@font-face", "GDS Transport", "fonts.gov", "crest", "crown", "sourceMappingURL", "url("],
)
def test_nothing_that_is_govuks_alone_was_vendored(word: str) -> None:
    assert word.lower() not in VENDORED.lower()
    assert word.lower() not in LOOK.lower()


def test_the_licence_came_along() -> None:
    licence = (WEB / "static/govuk/LICENCE.txt").read_text(encoding="utf-8")
    assert "MIT License" in licence
    assert "Government Digital Service" in licence
