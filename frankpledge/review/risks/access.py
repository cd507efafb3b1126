"""Fetching a register, a risk or an asking: what you may not see does not exist for you."""

from datetime import date

from django.http import Http404

from frankpledge.partnership.models import Body
from frankpledge.partnership.people import Viewer
from frankpledge.partnership.requests import access_body
from frankpledge.review.risks.models import Cause, Escalation, Risk, RiskControl, RiskImport
from frankpledge.review.risks.permissions import can_answer, can_keep, can_read_all, can_review


def access_register(viewer: Viewer, body: str, on: date) -> Body:
    """A body whose register, or some risk in it, the viewer may see. Raises Http404."""
    found = access_body(body)
    if can_read_all(viewer, found, on):
        return found
    if not Risk.objects.filter(register=found).visible_to(viewer, on).exists():
        raise Http404("There is no such register.")
    return found


def access_kept(viewer: Viewer, body: str, on: date) -> Body:
    """A body whose register the viewer keeps. Raises Http404 for anybody else."""
    found = access_body(body)
    if not can_keep(viewer, found, on):
        raise Http404("This page is for those who keep the register.")
    return found


def access_risk(viewer: Viewer, body: str, number: int, on: date) -> Risk:
    """A risk that the viewer may see. Raises Http404."""
    found: Risk | None = (
        Risk.objects.visible_to(viewer, on)
        .select_related("register__area", "owner", "priority", "cause")
        .filter(register__slug=body, number=number)
        .first()
    )
    if found is None:
        raise Http404("There is no such risk.")
    return found


def access_kept_risk(viewer: Viewer, body: str, number: int, on: date) -> Risk:
    """A risk of a register that the viewer keeps. Raises Http404 for anybody else."""
    found = access_risk(viewer, body, number, on)
    if not can_keep(viewer, found.register, on):
        raise Http404("This page is for those who keep the register.")
    return found


def access_reviewed_risk(viewer: Viewer, body: str, number: int, on: date) -> Risk:
    """A risk that the viewer may review. Raises Http404 for anybody else."""
    found = access_risk(viewer, body, number, on)
    if not can_review(viewer, found, on):
        raise Http404("This page is for whoever owns the risk.")
    return found


def access_asking(viewer: Viewer, body: str, number: int, pk: int, on: date) -> Escalation:
    """An asking of a risk that the viewer may see. Raises Http404."""
    risk = access_risk(viewer, body, number, on)
    found: Escalation | None = (
        risk.escalations.filter(pk=pk).select_related("risk__register__area", "to__area").first()
    )
    if found is None:
        raise Http404("There is no such asking.")
    return found


def access_answered(viewer: Viewer, body: str, number: int, pk: int, on: date) -> Escalation:
    """An asking that the viewer may answer. Raises Http404 for anybody else."""
    found = access_asking(viewer, body, number, pk, on)
    if not can_answer(viewer, found):
        raise Http404("The body that was asked answers.")
    return found


def access_control(viewer: Viewer, body: str, number: int, pk: int, on: date) -> RiskControl:
    """A control of a risk whose register the viewer keeps. Raises Http404."""
    risk = access_kept_risk(viewer, body, number, on)
    found: RiskControl | None = risk.controls.filter(pk=pk).select_related("risk").first()
    if found is None:
        raise Http404("There is no such control.")
    return found


def access_cause(viewer: Viewer, pk: int, on: date) -> Cause:
    """A cause of some risk that the viewer may see. Raises Http404."""
    found: Cause | None = Cause.objects.filter(pk=pk).first()
    if found is None or not Risk.objects.filter(cause=found).visible_to(viewer, on).exists():
        raise Http404("There is no such cause.")
    return found


def access_import(viewer: Viewer, body: str, pk: int, on: date) -> RiskImport:
    """A file that waits to be imported, for the register's keeper. Raises Http404."""
    register = access_kept(viewer, body, on)
    found: RiskImport | None = (
        RiskImport.objects.filter(register=register, pk=pk).select_related("register").first()
    )
    if found is None:
        raise Http404("There is no such file.")
    return found
