"""A second reader of iCalendar files, strict and independent of the library that writes them.

It reads the text as RFC 5545 describes it, and raises BadCalendarError for anything that an
unforgiving program such as Outlook might refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST = 75
NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
LINE = re.compile(
    r"^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)$", re.DOTALL
)
UTC = re.compile(r"\d{8}T\d{6}Z")
LOCAL = re.compile(r"\d{8}T\d{6}")
DAY = re.compile(r"\d{8}")


class BadCalendarError(AssertionError):
    """The file is not what the standard asks for."""


@dataclass
class Part:
    """One component: its properties by name, each with parameters and value, and what it holds."""

    name: str
    properties: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of a property that stands once, unescaped; empty where it is missing."""
        found = self.properties.get(name, [])
        if len(found) > 1:
            raise BadCalendarError(f"{name} stands {len(found)} times in {self.name}")
        return _unescaped(found[0][1]) if found else ""

    def parameters(self, name: str) -> dict[str, str]:
        """The parameters of a property that stands once."""
        return self.properties[name][0][0]

    def named(self, name: str) -> list[Part]:
        """The components of a name inside this one."""
        return [one for one in self.parts if one.name == name]


def read_calendar(data: bytes) -> Part:
    """The calendar in a file. Raises BadCalendarError."""
    root = Part("")
    stack = [root]
    for line in _unfolded(data):
        match = LINE.match(line)
        if match is None:
            raise BadCalendarError(f"not a line of a calendar: {line!r}")
        name, parameters, value = match[1].upper(), match[2], match[3]
        if name == "BEGIN":
            part = Part(value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            if stack[-1].name != value:
                raise BadCalendarError(f"END:{value} inside {stack[-1].name}")
            _check(stack.pop())
        else:
            given = dict(one.split("=", 1) for one in parameters.split(";") if one)
            stack[-1].properties.setdefault(name, []).append((given, value))
    if len(stack) != 1 or len(root.parts) != 1:
        raise BadCalendarError("the file does not hold exactly one whole calendar")
    calendar = root.parts[0]
    _zones(calendar)
    return calendar


def _unfolded(data: bytes) -> list[str]:
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b""):
        raise BadCalendarError("lines must end with CR LF, every one of them")
    lines = data.split(b"\r\n")[:-1]
    for line in lines:
        if len(line) > LONGEST:
            raise BadCalendarError(f"a line of {len(line)} octets: {line!r}")
        line.decode("utf-8")  # a fold inside a letter would break it
    whole: list[str] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            whole[-1] += line[1:].decode("utf-8")
        else:
            whole.append(line.decode("utf-8"))
    return whole


def _check(part: Part) -> None:
    missing = NEEDED.get(part.name, set()) - part.properties.keys()
    if missing:
        raise BadCalendarError(f"{part.name} has no {missing}")
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if name in part.properties and not UTC.fullmatch(part.value(name)):
            raise BadCalendarError(f"{name} is {part.value(name)}, not in UTC")


def _zones(calendar: Part) -> None:
    """Every time of day names a zone that the file defines; ends come after starts."""
    known = {zone.value("TZID") for zone in calendar.named("VTIMEZONE")}
    uids = [event.value("UID") for event in calendar.named("VEVENT")]
    if len(uids) != len(set(uids)):
        raise BadCalendarError("two events have one UID")
    for event in calendar.named("VEVENT"):
        for name in ("DTSTART", "DTEND"):
            if name not in event.properties:
                continue
            given, value = event.parameters(name), event.value(name)
            if given.get("VALUE") == "DATE":
                fine = DAY.fullmatch(value) is not None
            else:
                fine = LOCAL.fullmatch(value) is not None and given.get("TZID") in known
            if not fine:
                raise BadCalendarError(f"{name};{given}:{value} cannot be read")
        if event.value("DTEND") and event.value("DTEND") <= event.value("DTSTART"):
            raise BadCalendarError(f"{event.value('UID')} ends before it starts")


def _unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
