"""Risks of an area file: do they hang together?"""

from datetime import date
from typing import Any

from frankpledge.areafile.checks.known import Known, day
from frankpledge.areafile.reading import Where
from frankpledge.review.risks.importing.levels import read_level
from frankpledge.shared.words import spell_day, spell_list

Given = dict[str, Any]


def check(known: Known) -> None:
    """Note every mistake."""
    causes = {one["slug"] for _, one in known.records("risk_causes")}
    known.twice(
        ("risk_causes",),
        [one for _, one in known.records("risk_causes")],
        lambda one: one["slug"],
        "this cause",
        [n for n, _ in known.records("risk_causes")],
    )
    matrices = [one for _, one in known.records("risk_matrices")]
    known.twice(("risk_matrices",), matrices, lambda one: one.get("from"), "a matrix of this day")
    for n, matrix in known.records("risk_matrices"):
        _matrix(known, ("risk_matrices", n), matrix)
    risks = list(known.records("risks"))
    numbers = {(one["register"], one["number"]) for _, one in risks}
    known.twice(
        ("risks",),
        [one for _, one in risks],
        lambda one: (one["register"], one["number"]),
        "this number in this register",
        [n for n, _ in risks],
    )
    for n, risk in risks:
        _risk(known, ("risks", n), risk, causes)
        _scores(known, ("risks", n), risk, matrices)
        for m, asking in enumerate(risk.get("escalations", [])):
            _asking(known, ("risks", n, "escalations", m), asking, numbers)


def _matrix(known: Known, where: Where, matrix: Given) -> None:
    names = [band["name"] for band in matrix["bands"]]
    known.twice((*where, "bands"), names, str, "this band")
    if "cells" in matrix:
        _cells(known, where, matrix, names)
        return
    most = len(matrix["likelihood"]) * len(matrix["impact"])
    before = 0
    for n, band in enumerate(matrix["bands"]):
        at = (*where, "bands", n)
        last = n == len(names) - 1
        up_to = band.get("up_to", most if last else None)
        if up_to is None:
            known.mistake(at, band["name"], "give “up_to”, the highest product in this band")
            return
        if up_to <= before:
            known.mistake(at, up_to, f"more than {before}, where the band before ends")
        elif last and up_to < most:
            known.mistake(at, up_to, f"the last band must take in {most}, the highest product")
        before = up_to


def _cells(known: Known, where: Where, matrix: Given, names: list[str]) -> None:
    rows, columns = len(matrix["likelihood"]), len(matrix["impact"])
    if len(matrix["cells"]) != rows:
        expected = f"{rows} rows of cells, one for each likelihood; there are"
        known.mistake((*where, "cells"), len(matrix["cells"]), f"{expected} others")
    for n, row in enumerate(matrix["cells"]):
        at = (*where, "cells", n)
        if len(row) != columns:
            known.mistake(at, len(row), f"{columns} cells, one for each impact")
        for m, name in enumerate(row):
            known.refer((*at, m), name, names, "band")


def _risk(known: Known, where: Where, risk: Given, causes: set[str]) -> None:
    known.body((*where, "register"), risk["register"])
    known.body((*where, "owner"), risk.get("owner"))
    known.refer((*where, "cause"), risk.get("cause"), causes, "cause", defined_in="risk_causes")
    if told := risk.get("raised_for"):
        known.meeting((*where, "raised_for", "meeting"), told["board"], told["meeting"])
    if told := risk.get("priority"):
        set_ = {(one["board"], one["year"], one["slug"]) for _, one in known.records("priorities")}
        if (told["board"], told["year"], told["slug"]) not in set_:
            expected = "there is no priority of this board, year and name in the file"
            known.mistake((*where, "priority", "slug"), told["slug"], expected)
    raised, closed = day(risk["raised"]), day(risk.get("closed"))
    _not_before(known, (*where, "closed"), closed, raised)
    if bool(closed) != bool(risk.get("closed_why")):
        expected = "a closed risk has both its day, “closed”, and the reason, “closed_why”"
        known.mistake(where, risk["title"], expected)
    for n, control in enumerate(risk.get("controls", [])):
        known.body((*where, "controls", n, "owner"), control.get("owner"))
        known.period((*where, "controls", n), control)
    for n, mention in enumerate(risk.get("mentions", [])):
        known.body((*where, "mentions", n, "board"), mention["board"])
        if ("on" in mention) == ("month" in mention):
            expected = "the day of the meeting, “on”, or its “month”: one of them"
            known.mistake((*where, "mentions", n), mention["board"], expected)
    mentions = risk.get("mentions", [])
    known.twice((*where, "mentions"), mentions, _meeting, "this meeting")


def _meeting(mention: Given) -> tuple[Any, ...]:
    return mention["board"], mention.get("on") or mention.get("month")


def _not_before(known: Known, where: Where, later: date | None, earlier: date | None) -> None:
    if later and earlier and later < earlier:
        expected = f"a day since {spell_day(earlier)}, when it was raised"
        known.mistake(where, later.isoformat(), expected)


def _scores(known: Known, where: Where, risk: Given, matrices: list[Given]) -> None:
    scores = risk.get("scores", [])
    key = lambda one: (one["on"], one.get("target", False))  # noqa: E731
    known.twice((*where, "scores"), scores, key, "a score of this day")
    for n, score in enumerate(scores):
        at = (*where, "scores", n)
        _not_before(known, (*at, "on"), day(score["on"]), day(risk["raised"]))
        on = day(score["on"]) or date.max
        held = [one for one in matrices if (day(one.get("from")) or date.min) <= on]
        if not held:
            if not known.incomplete("risk_matrices"):
                expected = "a day on which the area has a risk matrix; add one under risk_matrices"
                known.mistake((*at, "on"), score["on"], expected)
            continue
        matrix = max(held, key=lambda one: day(one.get("from")) or date.min)
        for kind in ("likelihood", "impact"):
            if read_level(score[kind], matrix[kind]) is None:
                wanted = spell_list(matrix[kind])
                expected = f"{wanted}, or a number from 1 to {len(matrix[kind])}"
                known.mistake((*at, kind), score[kind], f"one of {expected}")


def _asking(known: Known, where: Where, asking: Given, numbers: set[tuple[str, int]]) -> None:
    known.body((*where, "to"), asking["to"])
    state, became = asking.get("state"), asking.get("became")
    if bool(state) != bool(asking.get("answered")):
        expected = "an answer has both its day, “answered”, and its “state”, or neither"
        known.mistake(where, asking["to"], expected)
    if (state == "accepted") != (became is not None):
        expected = "a risk that was accepted says which it “became”, and no other does"
        known.mistake(where, asking["to"], expected)
    elif became is not None and (asking["to"], became) not in numbers:
        expected = f"there is no risk of this number in the register of {asking['to']}"
        known.mistake((*where, "became"), became, expected)
    asked, answered = day(asking["on"]), day(asking.get("answered"))
    if asked and answered and answered < asked:
        expected = f"a day since {spell_day(asked)}, when it was asked"
        known.mistake((*where, "answered"), asking["answered"], expected)
