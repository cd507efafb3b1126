"""The agreement as it is bound into a pack: its text, then a slot for each signature."""

from datetime import date

from frankpledge.documents.content import (
    Block,
    Signatures,
    SignatureSlot,
    blocks_from_json,
    numbered,
)
from frankpledge.documents.pack import Section
from frankpledge.meetings.contributions import contributes
from frankpledge.meetings.editions import Reader
from frankpledge.meetings.models import AgendaItem
from frankpledge.planning.models import Agreement
from frankpledge.planning.queries import AgreementPage, agreement_page
from frankpledge.shared.words import spell_day


def agreement_blocks(page: AgreementPage) -> tuple[Block, ...]:
    """The agreement's numbered text."""
    return numbered(blocks_from_json(page.agreement.content))


def signature_blocks(page: AgreementPage) -> tuple[Block, ...]:
    """A slot for each signature, filled where it has been given."""
    slots = tuple(
        SignatureSlot(
            on_behalf_of=line.body_name,
            position=line.signature.signed_by or line.signature.position,
            signed_on=spell_day(line.signature.signed) if line.signature.signed else "",
        )
        for line in page.signatures
    )
    return (Signatures(slots),)


@contributes("agreement")
def agreement_sections(item: AgendaItem, reader: Reader, day: date) -> tuple[Section, ...]:
    """The board's agreement in force on the day: its text, then its signatures."""
    agreement = Agreement.objects.on(day).filter(board=item.meeting.body).newest_first().first()
    if agreement is None:
        return ()
    page = agreement_page(agreement, day)
    count = len(page.signatures)
    text = Section(
        key=f"item-{item.label}-{agreement.slug}".lower(),
        number=item.label,
        title=agreement.title,
        state="",
        facts=(
            ("Between", f"{len(page.parties)} responsible authorities and partnerships"),
            ("Runs", agreement.period),
            ("Signed", f"{page.signed} of {count} signatures given"),
        ),
        blocks=agreement_blocks(page),
    )
    signatures = Section(
        key=f"{text.key}-signatures",
        number=item.label,
        title="Signatures",
        state="",
        facts=(),
        blocks=signature_blocks(page),
        level=2,
    )
    return (text, signatures)
