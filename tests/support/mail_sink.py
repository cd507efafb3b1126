"""A real mail server on this machine that keeps what it is sent, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Manner:
    """How the text of one message is treated: kept or not, and the reply, None for a dead line."""

    keeps: bool = True
    reply: str | None = "250 2.0.0 Ok: queued"
    holds: bool = False


DROPS_KEPT = Manner(keeps=True, reply=None)
HOLDS_KEPT = Manner(keeps=True, reply=None, holds=True)
HOLDS_THEN_ACCEPTS = Manner(keeps=True, holds=True)


@dataclass
class MailSink:
    """What came in, and what is to be done with what comes: `manners` are used up one by one."""

    port: int = 0
    mail: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    manners: deque[Manner] = field(default_factory=deque)
    refused: dict[str, str] = field(default_factory=dict)
    refused_sender: str = ""
    gather: int = 0
    """So many connections must have sent a text before any is answered."""
    texts: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def setting(self) -> str:
        """FRANKPLEDGE_MAIL for this server."""
        return f"smtp://127.0.0.1:{self.port}?from=Board+secretary+<board@example.org>"

    async def handle_MAIL(self, server, session, envelope, address, options):
        """The sender is taken, unless none is."""
        if self.refused_sender:
            return self.refused_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        """A recipient is taken, unless it stands among those refused."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """A text: kept and answered as the next manner says."""
        manner = self.manners.popleft() if self.manners else Manner()
        if manner.keeps:
            self.mail.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients += envelope.rcpt_tos
        self.texts += 1
        while self.texts < self.gather:
            await asyncio.sleep(0.01)
        if manner.holds:
            self.reached.set()
            while not self.released.is_set():
                await asyncio.sleep(0.01)
        if manner.reply is None:
            server.transport.abort()
            return "421 gone"
        return manner.reply


class _AnyPort(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_sink() -> Iterator[MailSink]:
    """Run the server; stop it and its thread at the end."""
    sink = MailSink()
    controller = _AnyPort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        sink.released.set()
        controller.stop()
