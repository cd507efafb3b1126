"""Columns that may say who somebody is. They are never kept, whatever is asked of them.

UK GDPR article 4(1): whoever can be identified by a name, a number or a place is not anonymous. A
survey of needs holds the most private things there are, so it is taken "anonymised only". What is
found here is named by its column and row; the value itself is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# A heading of more words is a question about such a thing, and not the thing itself.
MOST_WORDS: Final = 5
HEADINGS: Final = {
    "names": r"((fore|sur|first|last|full|family|given|maiden|middle)[ -]?names?\b|\binitials\b|"
    r"\b(manager|worker|officer|staff|landlord|tenant)'?s? names?$|"
    r"^(?!.*\b(service|scheme|provider|project|organi[sz]ation|ward|district|parish|town|place|area|"
    r"group|body|school|partnership|hostel|team)s?\b).*\bnames?$|"
    r"^names? of (the )?(respondent|client|person|contact|officer|manager)$|^completed by$)",
    "e-mail addresses": r"\be-?mails?\b",
    "postcodes": r"\bpost ?codes?\b",
    "dates of birth": r"(\bdates? of birth\b|\bd\.?o\.?b\b|\bbirth ?(date|day)\b)",
    "phone numbers": r"\b(phone|telephone|mobile|tel)\b",
    "addresses": r"^(home |your |street |postal )?address(es)?( line)?( \d)?$",
    "numbers of persons": r"(\b(nhs|ni|national insurance|passport|case|client|ip)[ -]?"
    r"(number|no|address|id|ref|reference)\b|\bnino\b|"
    r"^(respondent|response|user|person|collector)?[ -]?(id|ref|reference|number|no\.?)$)",
    "moments": r"^(time ?stamp|(start|end|completion|submission|submitted)[ -]?(time|date|at)?)$",
}
VALUES: Final = {
    "e-mail addresses": r"[\w.+-]+@[\w-]+\.[\w.]{2,}",
    "postcodes": r"(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])",
    "phone numbers": r"(?<!\d)(\+44[\s-]?\(?0?\)?|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?!\d)",
    "numbers of persons": r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b|"
    r"^\d{3}[ -]\d{3}[ -]\d{4}$|^\d{1,3}(\.\d{1,3}){3}$",
}
TITLED: Final = re.compile(r"\b(Mr|Mrs|Ms|Miss|Dr|Cllr|Sgt|PC)\.? [A-Z][a-z]")
TWO_WORDS: Final = re.compile(r"[A-Z][a-z'’-]+( [A-Z]\.?)?( [A-Z][A-Za-z'’-]+){1,2}")
DAY: Final = re.compile(r"(\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-](\d\d|\d{4}))([ T].*)?")


@dataclass(frozen=True)
class Personal:
    """Why a column may not be kept: what it seems to hold, and the row that shows it, if one."""

    what: str
    row: int | None = None

    @property
    def words(self) -> str:
        """ "row 14 holds what looks like a postcode" in the plural of what it seems to hold."""
        where = f"row {self.row} looks like one" if self.row else "by its heading"
        return f"seems to hold {self.what} ({where})"


def personal(
    heading: str, values: Sequence[tuple[int, str]], *, naming: bool = False
) -> Personal | None:
    """What a column seems to hold of persons, or None. `values`: row and text of each filled cell.

    `naming`: it is said to name services; whatever is written like a person's name may then stand.
    """
    folded = " ".join(heading.replace("_", " ").casefold().split()).rstrip(":?")
    if len(folded.split()) <= MOST_WORDS:
        for what, pattern in HEADINGS.items():
            if re.search(pattern, folded):
                return Personal(what)
    for what, pattern in VALUES.items():
        found = re.compile(pattern, re.IGNORECASE)
        row = next((row for row, text in values if found.search(text)), None)
        if row is not None:
            return Personal(what, row)
    return _of_birth(values) or _nhs(values) or (None if naming else _names(values))


def _of_birth(values: Sequence[tuple[int, str]]) -> Personal | None:
    """A column of days: of birth, of a crime or of an answer, a day singles people out."""
    days = [row for row, text in values if DAY.fullmatch(text)]
    return (
        Personal("dates of birth or other days", days[0]) if 2 * len(days) > len(values) else (None)
    )


def _nhs(values: Sequence[tuple[int, str]]) -> Personal | None:
    """Ten digits with the NHS number's check digit (NHS Data Dictionary), in most of the cells."""
    rows = [row for row, text in values if re.fullmatch(r"\d{10}", text) and _checks(text)]
    return Personal("numbers of persons", rows[0]) if 2 * len(rows) > len(values) else None


def _checks(digits: str) -> bool:
    rest = sum(int(one) * by for one, by in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])


def _names(values: Sequence[tuple[int, str]]) -> Personal | None:
    titled = next((row for row, text in values if TITLED.search(text)), None)
    if titled is not None:
        return Personal("names", titled)
    alike = [row for row, text in values if TWO_WORDS.fullmatch(text)]
    several = len({text for _, text in values}) > 0.8 * len(values)
    if len(values) >= 5 and several and len(alike) > 0.6 * len(values):
        return Personal("names", alike[0])
    return None
