"""Pages of priorities and agreements."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from frankpledge.history.queries import entries_about
from frankpledge.partnership.models import Body
from frankpledge.partnership.permissions import can_keep_register
from frankpledge.partnership.requests import Looking, signed_in
from frankpledge.places.models import Place
from frankpledge.planning.decided import decisions_on
from frankpledge.planning.forms import SignForm
from frankpledge.planning.models import Agreement, Priority, Signature
from frankpledge.planning.operations import sign
from frankpledge.planning.papers import agreement_blocks
from frankpledge.planning.queries import (
    agreement_page,
    agreements_of,
    may_sign_for,
    obligations_of,
    priorities,
)
from frankpledge.planning.queries.basis import BasisLine, agreement_basis
from frankpledge.shared import clock
from frankpledge.shared.asking import asked_day
from frankpledge.shared.verdict import Refused

HOME = ("Home", "/")
RESTS_ON = ["Partnership", "Takes part", "Assessment", "State"]
LOCAL_TIERS = ("district", "unitary", "borough")


def index(request: Looking) -> HttpResponse:
    """Each board's priorities with their lead boards, its agreement, and who must be in it."""
    asked = asked_day(request)
    boards = Body.objects.with_names().filter(
        pk__in=Priority.objects.values("board")
    ) | Body.objects.with_names().filter(pk__in=Agreement.objects.values("board"))
    year = request.GET.get("year", "")
    context: dict[str, Any] = {
        "breadcrumbs": [HOME],
        "asked": asked,
        "boards": [
            {
                "body": board,
                "name": board.name_on(asked.day),
                "priorities": priorities(board, asked.day, year),
                "agreements": agreements_of(board),
            }
            for board in boards.distinct()
        ],
        "obligations": obligations_of(
            Place.objects.on(asked.day).filter(tier__in=LOCAL_TIERS).select_related("area"),
            asked.day,
        ),
    }
    return render(request, "planning/index.html", context)


def agreement(request: Looking, slug: str) -> HttpResponse:
    """An agreement: what to know about its dates, its signatures, its text, its parties."""
    found = get_object_or_404(Agreement.objects.select_related("board__area"), slug=slug)
    page = agreement_page(found, clock.today())
    rests_on = agreement_basis(found, request.viewer, clock.today())
    context = {
        "breadcrumbs": [HOME, ("Priorities and agreement", reverse("planning:index"))],
        "page": page,
        "blocks": agreement_blocks(page),
        "rests_on": rests_on,
        "rests_columns": RESTS_ON,
        "rests_rows": [_rests_on(one) for one in rests_on.lines] if rests_on else [],
        "mine": [
            line
            for line in page.signatures
            if may_sign_for(request.viewer, line.signature) and not line.signature.signed
        ],
        "decided": decisions_on(found, request.viewer),
        "keeps": bool(can_keep_register(request.viewer, found.board)),
        "history": entries_about(found, *found.signatures.all()),
    }
    return render(request, "planning/agreement.html", context)


def _rests_on(line: BasisLine) -> list[Any]:
    """A partnership, its assessment of the year, and how it takes part."""
    assessment: Any = {"text": line.assessment, "url": line.url}
    if not line.assessment:
        missing = line.status == "Missing"
        assessment = {"reason": "none made" if missing else "made, and not published yet"}
    return [
        {"text": line.name, "url": line.body.get_absolute_url()},
        "By law" if line.by_law else "By choice",
        assessment,
        {"status": line.status},
    ]


@signed_in
def sign_slot(request: Looking, slug: str, order: int) -> HttpResponse:
    """Sign an agreement for a body the person acts for."""
    slot = get_object_or_404(
        Signature.objects.select_related("agreement"), agreement__slug=slug, order=order
    )
    if not may_sign_for(request.viewer, slot) or request.viewer.account is None:
        raise Http404("This signature is another body's to give.")
    day = clock.today()
    body = Body.objects.with_names().get(pk=slot.body_id)
    form = SignForm(request.POST or None, initial={"post": request.viewer.post})
    if request.method == "POST" and form.is_valid():
        try:
            sign(by=request.viewer.actor, signature=slot, post=form.cleaned_data["post"], on=day)
        except Refused as no:
            form.add_error(None, no.reason)
        else:
            messages.success(request, f"Signed for {body.name_on(day)}.")
            return redirect(slot.agreement)
    context = {
        "breadcrumbs": [
            HOME,
            ("Priorities and agreement", reverse("planning:index")),
            (slot.agreement.title, slot.agreement.get_absolute_url()),
        ],
        "form": form,
        "slot": slot,
        "name": body.name_on(day),
    }
    return render(request, "planning/sign.html", context)
