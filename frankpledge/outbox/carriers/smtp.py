"""Mail by a mail server (SMTP, RFC 5321).

The conversation is held step by step, because what a broken connection means depends on the step.
A server may act on a message only once it has seen the full stop that ends it (RFC 5321, 4.1.1.4):
before that it certainly has not got the message; after it, without a reply, nobody can tell.
"""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from frankpledge.outbox.carriers.letter import Letter
from frankpledge.outbox.rules import Outcome
from frankpledge.outbox.setting import Smtp

SECONDS = 30
BROKEN = (OSError, smtplib.SMTPException)
# Nothing but ASCII in the lines themselves: any server takes it.
POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class SmtpCarrier:
    """Hands mail to a mail server. Nobody can ask it afterwards what it has got."""

    setting: Smtp
    name: str = "smtp"
    can_ask: bool = False

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter over, in a connection of its own."""
        try:
            mail = as_mail(letter, self.setting.sender)
        except (ValueError, MessageError) as error:
            return Outcome("never", reason=f"It cannot be written as an e-mail: {error}.")
        try:
            server = _greeted(self.setting)
        except BROKEN as error:
            return Outcome("later", reason=f"The mail server cannot be used: {_why(error)}")
        try:
            return _handed_over(server, parseaddr(self.setting.sender)[1], letter.to, mail)
        finally:
            # What was accepted stays so, however the goodbye goes.
            with suppress(*BROKEN):
                server.quit()
            server.close()

    def trouble(self) -> str:
        """What stands in the way of sending, found by a greeting alone; or nothing."""
        try:
            server = _greeted(self.setting)
        except BROKEN as error:
            return f"The mail server cannot be used: {_why(error)}"
        with suppress(*BROKEN):
            server.quit()
        server.close()
        return ""

    def ask(self, reference: str) -> Outcome:
        """A mail server keeps no account of what it took."""
        return Outcome("unknown", reason="A mail server cannot be asked.")

    def bounced(self) -> Iterable[Outcome]:
        """None: a mail server returns what it cannot deliver to the sender's own mailbox."""
        return ()


def as_mail(letter: Letter, sender: str) -> bytes:
    """The letter as it goes over the line. Its Message-ID comes from its reference.

    Two copies of one message, should there ever be two, are thus one to the mail programs that
    look. Raises ValueError or MessageError for an address that cannot be written.
    """
    domain = parseaddr(sender)[1].rpartition("@")[2]
    name = hashlib.sha256(letter.reference.encode()).hexdigest()[:32]
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = Address(letter.to_name, addr_spec=letter.to)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = f"<{name}@{domain}>"
    # So that nobody's holiday notice answers it (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    return mail.as_bytes()


def _greeted(setting: Smtp) -> smtplib.SMTP:
    """A connection that is ready for mail: encrypted and signed in where the setting says so."""
    domain = parseaddr(setting.sender)[1].rpartition("@")[2]
    where = (setting.host, setting.port)
    if setting.scheme == "smtps":
        safe = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, domain, timeout=SECONDS, context=safe)
    else:
        server = smtplib.SMTP(*where, domain, timeout=SECONDS)
    try:
        if setting.scheme == "starttls":
            server.starttls(context=ssl.create_default_context())
        if setting.user:
            server.login(setting.user, setting.password)
        else:
            server.ehlo_or_helo_if_needed()
    except BROKEN:
        server.close()
        raise
    return server


def _handed_over(server: smtplib.SMTP, sender: str, to: str, mail: bytes) -> Outcome:
    try:
        if refusal := _refused_before(server, sender, to):
            return refusal
        server.send(_with_dots_doubled(mail))
    except BROKEN as error:
        return Outcome("later", reason=f"The mail server broke off: {_why(error)}")
    try:
        server.send(b".\r\n")
        code, said = server.getreply()
    except BROKEN as error:
        reason = f"The mail server had all of it and did not answer: {_why(error)}"
        return Outcome("unknown", reason=reason)
    return _answered(code, said)


def _refused_before(server: smtplib.SMTP, sender: str, to: str) -> Outcome | None:
    """Why the server will not take the message; None when it waits for its text.

    A recipient it refuses for good is the message's own fault. Any other refusal is one of the
    set-up, which somebody may mend.
    """
    code, said = server.mail(sender)
    if code // 100 != 2:
        return Outcome("later", reason=f"The mail server refused the sender: {_reply(code, said)}")
    code, said = server.rcpt(to)
    if code // 100 != 2:
        kind = "never" if code // 100 == 5 else "later"
        return Outcome(kind, reason=f"The mail server refused the address: {_reply(code, said)}")
    code, said = server.docmd("DATA")
    if code != 354:
        return Outcome("later", reason=f"The mail server takes no text: {_reply(code, said)}")
    return None


def _answered(code: int, said: bytes) -> Outcome:
    reply = _reply(code, said)
    if code // 100 == 2:
        return Outcome("accepted", reference=reply)
    kind = {4: "later", 5: "never"}.get(code // 100, "unknown")
    return Outcome(kind, reason=f"The mail server refused the message: {reply}")


def _with_dots_doubled(mail: bytes) -> bytes:
    """A line that begins with a full stop would else end the message (RFC 5321, 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", mail)


def _reply(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _reply(error.smtp_code, said if isinstance(said, bytes) else said.encode())
    return str(error) or type(error).__name__
