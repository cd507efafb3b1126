"""Risks and requests that a new update carries on: open in their registers, or chosen already."""

from dataclasses import dataclass
from datetime import date

from frankpledge.meetings.models import Meeting
from frankpledge.partnership.models import Body
from frankpledge.review.models import TemplateSection, UpdateEntry
from frankpledge.review.requests.models import BoardRequest
from frankpledge.review.requests.queries import RequestLine, open_requests
from frankpledge.review.risks.models import Risk
from frankpledge.review.risks.queries.lines import RiskLine, open_risks


@dataclass(frozen=True)
class CarriedRisk:
    """A risk that the group told of before, or that stands in its register."""

    risk: Risk
    number: int
    text: str
    note: str
    url: str
    choice: str
    words: str


@dataclass(frozen=True)
class CarriedRequest:
    """A request that the group made before and that is not closed."""

    request: BoardRequest
    number: int
    text: str
    note: str
    answer: str
    url: str
    choice: str
    words: str


Thing = CarriedRisk | CarriedRequest


@dataclass(frozen=True)
class Carried:
    """One line that an update carries on: a risk, a request, or a risk with its request.

    `text` is what the group said beside a request that stands without a risk.
    """

    section: str
    text: str
    risk: CarriedRisk | None
    request: CarriedRequest | None
    links: tuple[tuple[Body, str], ...] = ()

    @property
    def things(self) -> tuple[Thing, ...]:
        """The risk, the request or both."""
        both: tuple[Thing | None, ...] = (self.risk, self.request)
        return tuple(one for one in both if one is not None)


def carried_by(
    group: Body,
    meeting: Meeting,
    sections: list[TemplateSection],
    kept: list[UpdateEntry],
    before: list[UpdateEntry],
    on: date,
    *,
    sent: bool,
) -> tuple[Carried, ...]:
    """What the form for a group's update carries on, each line in its section.

    `kept`: the lines of what is kept of it, `before`: those of the last update. First what the
    kept update says of them, then what has come to stand open since: a risk or a request that this
    update raised itself is its own to write, and not carried.
    """
    pairs = [one for one in sections if one.kind == "pairs"]
    if not pairs:
        return ()
    risks = {one.risk.pk: one for one in open_risks(group, on)}
    requests = {one.request.pk: one for one in open_requests(group, meeting.body, on)}
    own = _about(kept)
    found = [_again(entry, risks, requests) for entry in own if entry.carried]
    for entry in own:
        risks.pop(entry.risk_id or 0, None)
        requests.pop(entry.board_request_id or 0, None)
    if sent:
        # It was sent: what has been asked or raised since belongs to the next one.
        return tuple(found)
    places = {one.slug for one in pairs}
    for entry in _about(before):
        risk = risks.pop(entry.risk_id or 0, None)
        request = requests.pop(entry.board_request_id or 0, None)
        if risk is not None or request is not None:
            section = entry.section if entry.section in places else _place(pairs, risk)
            found.append(_new(section, entry, risk, request))
    for risk in risks.values():
        section = _place(pairs, risk)
        if section:
            found.append(_new(section, None, risk, None))
    found += [_new(_place(pairs, None), None, None, one) for one in requests.values()]
    return tuple(found)


def _about(entries: list[UpdateEntry]) -> list[UpdateEntry]:
    """Those lines that are about a risk or a request."""
    return [one for one in entries if one.risk_id or one.board_request_id]


def _place(pairs: list[TemplateSection], risk: RiskLine | None) -> str:
    """The section for what was in none: risks in one of risks, or nowhere."""
    if risk is not None:
        return next((one.slug for one in pairs if one.risks), "")
    return pairs[0].slug


def _new(
    section: str, entry: UpdateEntry | None, risk: RiskLine | None, request: RequestLine | None
) -> Carried:
    text = entry.text if entry else ""
    return Carried(
        section,
        "" if risk is not None else text,
        _risk(risk, text if entry and entry.risk_id else "") if risk is not None else None,
        _request(request) if request else None,
        _links(entry),
    )


def _links(entry: UpdateEntry | None) -> tuple[tuple[Body, str], ...]:
    return tuple((one.body, one.how) for one in entry.links.all()) if entry else ()


def _risk(line: RiskLine, text: str, choice: str = "keep", words: str = "") -> CarriedRisk:
    note = line.carried or f"raised {line.raised_words}"
    said = text or line.text or line.title
    return CarriedRisk(line.risk, line.number, said, note, line.url, choice, words)


def _request(line: RequestLine, choice: str = "", words: str = "") -> CarriedRequest:
    is_answered = line.state == "answered"
    return CarriedRequest(
        request=line.request,
        number=line.number,
        text=line.text,
        note=line.running or f"asked {line.last_asked:%B %Y}",
        answer=line.answer if is_answered else "",
        url=line.url,
        choice=choice or ("accept" if is_answered else "keep"),
        words=words,
    )


def _again(
    entry: UpdateEntry, risks: dict[int, RiskLine], requests: dict[int, RequestLine]
) -> Carried:
    """A carried line as the kept update says it, whatever its risk and request are now."""
    risk = request = None
    if entry.risk:
        words = entry.text if entry.risk_choice == "reword" else entry.risk_why
        line = risks.get(entry.risk.pk)
        note = (line.carried or f"raised {line.raised_words}") if line else "closed"
        risk = CarriedRisk(
            entry.risk,
            entry.risk.number,
            (line.text or line.title) if entry.risk_choice == "reword" and line else entry.text,
            note,
            entry.risk.get_absolute_url(),
            entry.risk_choice or "keep",
            words,
        )
    if entry.board_request:
        words = entry.request if entry.request_choice == "reword" else entry.request_why
        held = requests.get(entry.board_request.pk)
        if held:
            request = _request(held, entry.request_choice or "keep", words)
        else:
            request = CarriedRequest(
                entry.board_request,
                entry.board_request.number,
                entry.request or entry.board_request.text,
                "closed",
                "",
                entry.board_request.get_absolute_url(),
                entry.request_choice or "keep",
                words,
            )
    return Carried(entry.section, "" if entry.risk else entry.text, risk, request, _links(entry))
