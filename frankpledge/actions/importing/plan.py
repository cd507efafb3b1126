"""What an import would do to a register: added, looked at again, left. It changes nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from frankpledge.actions.importing.owners import Owner, index_of, key, read_owner
from frankpledge.actions.importing.reading import Reading, Wanted, twice
from frankpledge.actions.importing.values import same_words
from frankpledge.actions.models import OPEN_STATES, Action, ActionLook, ActionReport
from frankpledge.documents.tables.shapes import Problem
from frankpledge.partnership.models import Body, Membership
from frankpledge.shared.words import count_of, spell_day

# How alike two texts must be for the same reference to mean the same action.
ALIKE = 0.6


@dataclass(frozen=True)
class Whose:
    """An owner as the register keeps it."""

    body: Body | None = None
    post: str = ""
    words: str = ""


@dataclass(frozen=True)
class Addition:
    """An action that the register does not hold yet; `outcome`: the meeting's word, if any."""

    wanted: Wanted
    whose: Whose
    asked: date
    outcome: str


@dataclass(frozen=True)
class Again:
    """An action that the register holds: what this log adds to it."""

    wanted: Wanted
    action: Action
    outcome: str
    progress: str
    due: date | None
    whose: Whose


@dataclass
class Plan:
    """What an import would do. `names`: owners that may be people, each with its rows."""

    reading: Reading
    additions: list[Addition] = field(default_factory=list)
    again: list[Again] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    # Words for owners that match no body and are kept, because they name posts or are initials.
    kept: dict[str, int] = field(default_factory=dict)
    not_in_file: int = 0

    @property
    def changes(self) -> int:
        """How many actions would be added or looked at again."""
        return len(self.additions) + len(self.again)

    @property
    def words(self) -> str:
        """What it would do, in a sentence."""
        return self._told("to add", "to bring up to date")

    @property
    def done(self) -> str:
        """What it has done, in a sentence."""
        return self._told("added", "brought up to date")

    def _told(self, added: str, again: str) -> str:
        told = [
            f"{count_of(len(self.additions), 'action')} {added}",
            f"{len(self.again)} {again}" if self.again else "",
            f"{self.unchanged} as they are" if self.unchanged else "",
        ]
        return f"{', '.join(filter(None, told))}."

    @property
    def seen(self) -> str:
        """A mark by which a plan that has changed since it was shown is told."""
        return f"{len(self.additions)}-{len(self.again)}-{self.unchanged}-{len(self.problems)}"


def plan_import(register: Body, reading: Reading, today: date, *, keep_names: bool = False) -> Plan:
    """Hold a log against a register. The same log twice would change nothing.

    A problem anywhere stops all of it; warnings are told and stop nothing.
    """
    plan = Plan(reading, problems=list(reading.problems), warnings=list(reading.warnings))
    if reading.meeting is None or plan.problems:
        return plan
    if reading.meeting > today:
        expected = "the meeting is still to come; import its log once it has met"
        plan.problems.append(Problem(reading.name, "", spell_day(reading.meeting), expected))
        return plan
    _Planner(register, plan, reading.meeting, keep_names=keep_names).go()
    return plan


class _Planner:
    """Goes through a log's rows once, with everything it needs fetched before."""

    def __init__(self, register: Body, plan: Plan, meeting: date, *, keep_names: bool) -> None:
        self.plan = plan
        self.meeting = meeting
        self.keep_names = keep_names
        self._fetch_bodies(register)
        self._fetch_actions(register)

    def _fetch_bodies(self, register: Body) -> None:
        day = self.meeting
        area = Body.objects.with_names().filter(area=register.area_id)
        self.bodies = {body.slug: body for body in area}
        self.index = index_of(
            {
                slug: (body.name_on(day), body.short_on(day), body.welsh_on(day))
                for slug, body in self.bodies.items()
            }
        )
        held = Membership.objects.on(day).filter(seat__body=register)
        rows = held.values_list("post", "represents__slug")
        meant: dict[str, set[str]] = {}
        for post, slug in rows:
            meant.setdefault(key(post), set()).add(slug)
        self.posts = {post: next(iter(of)) for post, of in meant.items() if len(of) == 1}

    def _fetch_actions(self, register: Body) -> None:
        self.by_words: dict[str, list[Action]] = {}
        self.by_ref: dict[str, list[Action]] = {}
        actions = list(Action.objects.filter(register=register))
        for action in actions:
            self.by_words.setdefault(same_words(action.text), []).append(action)
            if action.ref:
                self.by_ref.setdefault(action.ref.lower(), []).append(action)
        self.open = {one.pk for one in actions if one.state in OPEN_STATES}
        self.looks: dict[int, dict[date, str]] = {}
        looks = ActionLook.objects.filter(action__register=register)
        for pk, on, outcome in looks.values_list("action_id", "on", "outcome"):
            self.looks.setdefault(pk, {})[on] = outcome
        reports = ActionReport.objects.filter(action__register=register)
        self.reports = {(pk, text) for pk, text in reports.values_list("action_id", "text")}

    def go(self) -> None:
        """Every row: already held, or to be added."""
        rows = self.plan.reading.rows
        doubled = dict(twice(rows))
        refs = Counter(row.ref.lower() for row in rows if row.ref)
        self.own_refs = {ref for ref, count in refs.items() if count == 1}
        taken: set[int] = set()
        for row in rows:
            if first := doubled.get(row):
                self._double(row, first)
                continue
            whose = self._whose(row)
            found = self._held(row, whose, taken)
            if found:
                taken.add(found.pk)
                self._again(row, found, whose)
            else:
                self._add(row, whose)
        self.plan.not_in_file = len(self.open - taken)

    def _double(self, row: Wanted, first: Wanted) -> None:
        if row.status == first.status:
            self._warn(row, row.text, f"says the same as {first.where}; taken once")
        else:
            expected = f"one state; {first.where} says the same and stands differently"
            self.plan.problems.append(Problem(row.where, "", row.text, expected))

    # ------------------------------------------------------------ owners

    def _whose(self, row: Wanted) -> Whose:
        if not row.owner:
            return Whose()
        found = read_owner(row.owner, self.index, self.posts)
        for name in found.names:
            self.plan.names.setdefault(name, []).append(row.where)
        if len(found.bodies) == 1:
            posts = "; ".join((*found.posts, *(found.names if self.keep_names else ())))
            return Whose(self.bodies[found.bodies[0]], post=posts[:200])
        known = [self.posts[key(post)] for post in found.posts if key(post) in self.posts]
        if not found.bodies and len(set(known)) == 1 and len(found.posts) == 1 and not found.names:
            return Whose(self.bodies[known[0]], post=found.posts[0])
        if len(found.bodies) > 1:
            self._warn(row, row.owner, "two bodies or more; give each its own action")
        return self._words(row, found)

    def _words(self, row: Wanted, found: Owner) -> Whose:
        """The owner as written, without what may be a person's name."""
        if not found.names or self.keep_names:
            words = row.owner.replace("\n", ", ")
        else:
            names = [self.bodies[slug].short_on(self.meeting) for slug in found.bodies]
            words = ", ".join((*names, *found.posts))
        if words and not found.bodies:
            self.plan.kept[words] = self.plan.kept.get(words, 0) + 1
        return Whose(words=words)

    # ------------------------------------------------------------ the same action again

    def _held(self, row: Wanted, whose: Whose, taken: set[int]) -> Action | None:
        """The action that a row is about, if the register holds it: the same words, or the same
        reference and words much alike."""
        same = [
            one
            for one in self.by_words.get(same_words(row.text), ())
            if one.pk not in taken and not self._is_over(one, row)
        ]
        if same:
            return max(same, key=lambda one: self._likeness(one, row, whose))
        if row.ref and row.ref.lower() in self.own_refs:
            held = [one for one in self.by_ref.get(row.ref.lower(), ()) if one.pk not in taken]
            alike = [one for one in held if _alike(one.text, row.text)]
            if len(alike) == 1:
                self._warn(row, row.text, f"other words than action {alike[0].number}; taken as it")
                return alike[0]
        return None

    def _is_over(self, action: Action, row: Wanted) -> bool:
        """Whether an action was settled before, so that a row called new asks for it afresh."""
        return row.status == "new" and action.closed is not None and action.closed < self.meeting

    def _likeness(self, action: Action, row: Wanted, whose: Whose) -> tuple[int, ...]:
        """Of actions in the same words: one asked by then and looked at then, of the same
        reference and owner, the open one, the last."""
        body = whose.body.pk if whose.body else None
        return (
            action.asked <= self.meeting,
            self.meeting in self.looks.get(action.pk, {}),
            action.ref.lower() == row.ref.lower(),
            (action.owner_id, action.owner_words) == (body, whose.words),
            action.pk in self.open,
            action.number,
        )

    def _again(self, row: Wanted, action: Action, whose: Whose) -> None:
        if action.asked > self.meeting:
            self._out_of_order(row, action, action.asked)
            return
        outcome = self._outcome(row, action)
        if outcome is None:
            return
        progress = row.progress if (action.pk, row.progress) not in self.reports else ""
        due = row.due if row.due and action.due is None else None
        owner = whose if whose.body and action.owner_id is None else Whose()
        self._tell_differences(row, action, whose)
        if outcome or progress or due or owner.body:
            self.plan.again.append(Again(row, action, outcome, progress, due, owner))
        else:
            self.plan.unchanged += 1

    def _outcome(self, row: Wanted, action: Action) -> str | None:
        """The meeting's word that is to be recorded: "" for nothing new, None to leave the row."""
        wanted = self._said(row, action.asked)
        looks = self.looks.get(action.pk, {})
        if not wanted or looks.get(self.meeting) == wanted:
            return ""
        if self.meeting in looks:
            said = ActionLook.OUTCOMES[looks[self.meeting]].lower()
            self._warn(row, row.text, f"action {action.number} is {said} at this meeting; left so")
            return ""
        if later := max((day for day in looks if day > self.meeting), default=None):
            self._out_of_order(row, action, later)
            return None
        if action.state not in OPEN_STATES:
            if wanted == "carried":
                said = f"action {action.number} is {action.state}; reopen it there if it is not"
                self._warn(row, row.text, said)
            return ""
        return wanted

    def _said(self, row: Wanted, asked: date) -> str:
        """What a row's status comes to: listed again and not settled, it was carried over."""
        if row.status in ("closed", "dropped", "carried"):
            return row.status
        return "carried" if asked < self.meeting else ""

    def _out_of_order(self, row: Wanted, action: Action, later: date) -> None:
        expected = (
            f"a log later than {spell_day(later)}, the last on action {action.number}; import logs "
            "in the order of their meetings"
        )
        self.plan.problems.append(Problem(row.where, "", row.text, expected))

    def _tell_differences(self, row: Wanted, action: Action, whose: Whose) -> None:
        if row.due and action.due and row.due != action.due:
            said = f"action {action.number} is due on {spell_day(action.due)}; left so"
            self._warn(row, spell_day(row.due), said)
        if whose.body and action.owner_id and whose.body.pk != action.owner_id:
            self._warn(row, row.owner, f"action {action.number} has another owner; left so")

    # ------------------------------------------------------------ new ones

    def _add(self, row: Wanted, whose: Whose) -> None:
        asked = row.asked or self.meeting
        if asked > self.meeting:
            expected = f"a day up to the meeting’s, {spell_day(self.meeting)}"
            self.plan.problems.append(Problem(row.where, "", spell_day(asked), expected))
            return
        self.plan.additions.append(Addition(row, whose, asked, self._said(row, asked)))

    def _warn(self, row: Wanted, value: str, expected: str) -> None:
        self.plan.warnings.append(Problem(row.where, "", value, expected))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, same_words(one), same_words(other)).ratio() >= ALIKE
