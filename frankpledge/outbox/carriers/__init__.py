"""The two ways in which mail leaves, and which of them the setting chooses."""

from frankpledge.outbox.carriers.letter import Carrier, Letter
from frankpledge.outbox.setting import MailSetting, Smtp

__all__ = ["Carrier", "Letter", "carrier_for"]


def carrier_for(setting: MailSetting) -> Carrier | None:
    """The carrier that the setting names; None where mail is to wait."""
    # Imported here: only the process that sends mail pays for loading an HTTP client.
    if setting is None:
        return None
    if isinstance(setting, Smtp):
        from frankpledge.outbox.carriers.smtp import SmtpCarrier

        return SmtpCarrier(setting)
    from frankpledge.outbox.carriers.notify import NotifyCarrier

    return NotifyCarrier(setting)
