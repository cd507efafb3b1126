"""An action as a Word form: what was done about it, and whether it is done.

It stands here and not with the actions, for they lie below this package and do not know it.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404

from frankpledge.actions.access import access_action
from frankpledge.actions.forms import LONGEST
from frankpledge.actions.models import Action
from frankpledge.actions.operations import Evidence, report
from frankpledge.actions.permissions import can_report
from frankpledge.answering.returns.kinds import Answers, InWord, WordKind, register
from frankpledge.documents.wordform import FormField, FormName, FormPart, Mistake, WordForm
from frankpledge.partnership.people import Viewer
from frankpledge.shared import clock
from frankpledge.shared.door import Actor
from frankpledge.shared.words import spell_day

KIND, VERSION = "action", 1
INTRO = (
    "Say what was done, save the file, and upload it on the page you fetched it from. Nothing "
    "changes in Frankpledge until you have seen it there and accepted it."
)
LINK = "Link to what shows it (optional)"


def action_in_word(viewer: Viewer, at: dict[str, Any]) -> InWord:
    """The action at an address, for those who may report on it. Raises Http404."""
    action = access_action(viewer, **at)
    if not can_report(viewer, action):
        raise Http404("The body that this was asked of reports on it.")

    def accept(by: Actor, answers: Answers) -> None:
        report(
            by=by,
            action=action,
            on=clock.today(),
            text=str(answers.values["text"]),
            by_body=action.owner if action.owner_id in viewer.bodies else None,
            post=by.name,
            done=bool(answers.values["done"]),
            evidence=Evidence(link=str(answers.values["link"] or "")),
        )

    return InWord(
        address=action.get_absolute_url(),
        title=f"Action {action.number}",
        caption=action.register.name_on(clock.today()),
        body=action.owner or action.register,
        version=action.version,
        form=action_form(action),
        accept=accept,
        check=_mistakes,
    )


def action_form(action: Action) -> WordForm:
    """The form that leaves: what is asked, by when, and what was said so far."""
    day = clock.today()
    facts = [("What is asked", action.text), ("Asked by", action.register.name_on(day))]
    if action.owner:
        facts.append(("Asked of", action.owner.name_on(day)))
    if action.due or action.due_words:
        facts.append(("By when", spell_day(action.due) if action.due else action.due_words))
    if action.progress:
        facts.append(("Last report", action.progress))
    items = (
        FormPart("Your report"),
        FormField("text", "What was done", "text", "", most=LONGEST, needed=True),
        FormField(
            "done",
            "It is done",
            "tick",
            False,
            "Tick the box when nothing is left to do. The board closes it at its next meeting.",
        ),
        FormField("link", LINK, "line", "", "An address that begins with https://", most=500),
    )
    name = FormName(KIND, VERSION, str(action.pk))
    return WordForm(name, f"Report on action {action.number}", INTRO, items, tuple(facts))


def _mistakes(answers: Answers) -> tuple[Mistake, ...]:
    """The link is one that readers can follow."""
    link = str(answers.values["link"] or "")
    try:
        if link:
            URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        told = "Give a whole address, such as https://example.org/minutes."
        return (Mistake("link", LINK, "Your report", link, told),)
    return ()


def _locate(about: str) -> dict[str, Any]:
    found = (
        Action.objects.select_related("register").filter(pk=about).first()
        if about.isdecimal()
        else None
    )
    if found is None:
        raise LookupError("There is no such action.")
    return {"body": found.register.slug, "number": found.number}


register(WordKind(KIND, "actions/<slug:body>/<int:number>/", action_in_word, _locate))
