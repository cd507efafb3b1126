"""What an import would do to a register: added, changed, left. It changes nothing."""

from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from frankpledge.actions.importing.values import same_words
from frankpledge.documents.tables.shapes import Problem
from frankpledge.partnership.models import Body
from frankpledge.review.risks.importing.owners import Owners
from frankpledge.review.risks.importing.reading import RiskReading, WantedRisk
from frankpledge.review.risks.models import Risk, RiskControl
from frankpledge.review.risks.queries.lines import RiskLine, lines_of
from frankpledge.shared.words import count_of, spell_day

# How alike two titles must be for the same number or reference to mean the same risk.
ALIKE = 0.6


@dataclass
class RiskChange:
    """What one row adds: to a risk that the register holds, or as a new one where it holds none.

    `fields`: columns to set; `score`, `target`: levels and their day; `close`: day and reason.
    """

    wanted: WantedRisk
    risk: Risk | None
    fields: dict[str, Any] = field(default_factory=dict)
    cause: str = ""
    score: tuple[int, int, date] | None = None
    target: tuple[int, int, date] | None = None
    review: date | None = None
    controls: tuple[str, ...] = ()
    close: tuple[date, str] | None = None

    @property
    def is_anything(self) -> bool:
        """Whether it changes anything."""
        parts = (self.fields, self.cause, self.score, self.target, self.controls, self.close)
        return self.risk is None or self.review is not None or any(parts)


@dataclass
class RiskPlan:
    """What an import would do. Rows with problems are in neither list of changes."""

    reading: RiskReading
    additions: list[RiskChange] = field(default_factory=list)
    again: list[RiskChange] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    bad_rows: int = 0
    not_in_file: int = 0

    @property
    def changes(self) -> int:
        """How many risks would be added or changed."""
        return len(self.additions) + len(self.again)

    @property
    def words(self) -> str:
        """What it would do, in a sentence."""
        return self._told("to add", "to change", "to leave out")

    @property
    def done(self) -> str:
        """What it has done, in a sentence."""
        return self._told("added", "changed", "left out")

    def _told(self, added: str, again: str, left: str) -> str:
        told = [
            f"{count_of(len(self.additions), 'risk')} {added}",
            f"{len(self.again)} {again}" if self.again else "",
            f"{self.unchanged} as they are" if self.unchanged else "",
            f"{count_of(self.bad_rows, 'row')} {left}" if self.bad_rows else "",
        ]
        said = ", ".join(filter(None, told))
        return f"{said[:1].upper()}{said[1:]}."

    @property
    def seen(self) -> str:
        """A mark by which a plan that has changed since it was shown is told."""
        counts = (self.changes, len(self.again), self.unchanged, len(self.problems), self.bad_rows)
        return "-".join(map(str, counts))


def plan_import(register: Body, reading: RiskReading, today: date) -> RiskPlan:
    """Hold a file against a register. The same file twice would change nothing."""
    plan = RiskPlan(reading, problems=list(reading.problems), bad_rows=reading.bad_rows)
    _Planner(register, plan, today).go()
    return plan


class _Planner:
    """Goes through a file's rows once, with everything it needs fetched before."""

    def __init__(self, register: Body, plan: RiskPlan, today: date) -> None:
        self.plan, self.today = plan, today
        self.owners = Owners(register.area_id, today)
        lines = lines_of(Risk.objects.filter(register=register), today)
        self.lines = {one.risk.pk: one for one in lines}
        self.by_title: dict[str, list[RiskLine]] = {}
        self.by_ref: dict[str, list[RiskLine]] = {}
        self.by_number = {one.number: one for one in lines}
        for one in lines:
            self.by_title.setdefault(same_words(one.title), []).append(one)
            if one.risk.ref:
                self.by_ref.setdefault(one.risk.ref.casefold(), []).append(one)
        self.controls: dict[int, set[str]] = {}
        held = RiskControl.objects.filter(risk__register=register)
        for risk, text in held.values_list("risk_id", "text"):
            self.controls.setdefault(risk, set()).add(same_words(text))

    def go(self) -> None:
        """Every row: held already, to be added, or wrong."""
        taken: set[int] = set()
        first: dict[str, str] = {}
        for row in self.plan.reading.rows:
            key = same_words(row.title)
            if key in first:
                self._wrong(
                    row, "title", row.title, f"another risk; {first[key]} says the same. Keep one"
                )
                continue
            first[key] = row.where
            held = self._held(row, taken)
            if held:
                taken.add(held.risk.pk)
            change = self._change(row, held)
            if change is None:
                continue
            if held is None:
                self.plan.additions.append(change)
            elif change.is_anything:
                self.plan.again.append(change)
            else:
                self.plan.unchanged += 1
        self.plan.not_in_file = sum(
            one.open and one.risk.pk not in taken for one in self.lines.values()
        )

    def _held(self, row: WantedRisk, taken: set[int]) -> RiskLine | None:
        """The risk that a row is about: the same words; or the same number or reference and words
        much alike."""
        same = [
            one for one in self.by_title.get(same_words(row.title), ()) if one.risk.pk not in taken
        ]
        if same:
            return max(same, key=lambda one: (one.open, one.number))
        for found in (
            [self.by_number[row.number]] if row.number in self.by_number else [],
            self.by_ref.get(row.ref.casefold(), []) if row.ref else [],
        ):
            alike = [one for one in found if one.risk.pk not in taken and _alike(one, row)]
            if len(alike) == 1:
                said = f"other words than risk {alike[0].number}; taken as it"
                self._warn(row, "title", row.title, said)
                return alike[0]
        return None

    def _change(self, row: WantedRisk, held: RiskLine | None) -> RiskChange | None:
        """What a row adds; None where it is wrong, with its problem noted."""
        owner = self.owners.read(row, held.risk if held else None)
        self.plan.warnings += owner.warnings
        if owner.problem:
            self._note(owner.problem)
            return None
        change = RiskChange(row, held.risk if held else None)
        wanted = {
            "title": row.title,
            "text": row.text,
            "ref": row.ref,
            "owner": owner.body,
            "owner_post": owner.post,
            "cliff": row.cliff,
            "cliff_words": row.cliff_words,
            "cliff_what": row.cliff_what,
            "cliff_pence": row.pence,
            "funding": row.funding,
        }
        now = held.risk if held else None
        change.fields = {
            name: value
            for name, value in wanted.items()
            if value not in (None, "") and (now is None or getattr(now, name) != value)
        }
        known = now.cause.name if now and now.cause else ""
        change.cause = row.cause if same_words(row.cause) != same_words(known) else ""
        self._controls(row, held, change)
        is_right = self._raised(row, held) and self._scores(row, held, change)
        return change if is_right and self._close(row, held, change) else None

    def _controls(self, row: WantedRisk, held: RiskLine | None, change: RiskChange) -> None:
        known = self.controls.get(held.risk.pk, set()) if held else set()
        change.controls = tuple(one for one in row.controls if same_words(one) not in known)
        if row.review is None or (held and row.review == held.next_review):
            return
        if held and row.review <= self.today:
            said = f"not after today; left as it is, {_day(held.next_review)}"
            self._warn(row, "review", spell_day(row.review), said)
        else:
            change.review = row.review

    def _raised(self, row: WantedRisk, held: RiskLine | None) -> bool:
        if held is None and row.raised and row.raised > self.today:
            self._wrong(row, "raised", spell_day(row.raised), "a day up to today")
            return False
        if held and row.raised and row.raised != held.risk.raised:
            said = f"risk {held.number} was raised on {spell_day(held.risk.raised)}; left so"
            self._warn(row, "raised", spell_day(row.raised), said)
        return True

    def _scores(self, row: WantedRisk, held: RiskLine | None, change: RiskChange) -> bool:
        on = row.scored or (row.raised if held is None and row.raised else self.today)
        raised = held.risk.raised if held else row.raised or self.today
        given = row.likelihood is not None or row.target_likelihood is not None
        if given and not raised <= on <= self.today:
            expected = f"a day of the score from {spell_day(raised)}, when it was raised, to today"
            self._wrong(row, "scored", spell_day(on), expected)
            return False
        for kind, likelihood, impact in (
            ("score", row.likelihood, row.impact),
            ("target", row.target_likelihood, row.target_impact),
        ):
            if likelihood is None or impact is None:
                continue
            now = (held.scored if kind == "score" else held.target) if held else None
            if now and (now.likelihood, now.impact) == (likelihood, impact):
                continue
            if kind == "score" and held and held.score_on and held.score_on > on:
                said = (
                    f"risk {held.number} was scored later, on {spell_day(held.score_on)}; left so"
                )
                self._warn(row, "scored", spell_day(on), said)
                continue
            setattr(change, kind, (likelihood, impact, on))
        return True

    def _close(self, row: WantedRisk, held: RiskLine | None, change: RiskChange) -> bool:
        if held and not held.open and row.closed is False:
            said = f"risk {held.number} is closed; open it again there if it is not"
            self._warn(row, "title", row.title, said)
        if not row.closed or (held and not held.open):
            return True
        on = row.closed_on or self.today
        raised = held.risk.raised if held else row.raised or self.today
        if not raised <= on <= self.today:
            expected = f"a day of closing from {spell_day(raised)}, when it was raised, to today"
            self._wrong(row, "closed", spell_day(on), expected)
            return False
        change.close = (on, row.closed_why or "As the file says")
        return True

    def _wrong(self, row: WantedRisk, kind: str, value: str, expected: str) -> None:
        self._note(Problem(row.where, row.head(kind), value, expected))

    def _note(self, problem: Problem) -> None:
        self.plan.problems.append(problem)
        self.plan.bad_rows += 1

    def _warn(self, row: WantedRisk, kind: str, value: str, expected: str) -> None:
        self.plan.warnings.append(Problem(row.where, row.head(kind), value, expected))


def _day(day: date | None) -> str:
    return spell_day(day) if day else "none"


def _alike(line: RiskLine, row: WantedRisk) -> bool:
    one, other = same_words(line.title), same_words(row.title)
    return SequenceMatcher(None, one, other).ratio() >= ALIKE
