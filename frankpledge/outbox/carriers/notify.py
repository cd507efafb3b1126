"""Mail by GOV.UK Notify, through its own Python client.

The service has one template, of ((subject)) and ((body)). Each message bears our reference, and
Notify can be asked for it afterwards: that is how a hand-over whose answer was lost is settled.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import exceptions
from urllib3.exceptions import MaxRetryError, NewConnectionError

from frankpledge.outbox.carriers.letter import Letter
from frankpledge.outbox.rules import Outcome
from frankpledge.outbox.setting import Notify

SECONDS = 30
# What is wrong with the message itself. Other refusals (403, 429, …) are of the service's set-up
# or its limits, and pass.
OUR_FAULT = {400, 413}
# https://docs.notifications.service.gov.uk/python.html#email-status-descriptions
UNDELIVERABLE = {
    "permanent-failure": "There is no such e-mail address.",
    "temporary-failure": "The mailbox took no mail: it may be full, or away for a time.",
    "technical-failure": "GOV.UK Notify could not pass it on.",
}


@dataclass(frozen=True)
class NotifyCarrier:
    """Hands mail to GOV.UK Notify."""

    setting: Notify
    name: str = "notify"
    can_ask: bool = True

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter over. Nobody can tell what became of it where no answer came.

        An answer from 500 on counts as none: a machine on the way may have given it.
        """
        try:
            with self._client() as client:
                answer = client.send_email_notification(
                    email_address=letter.to,
                    template_id=self.setting.template,
                    personalisation={"subject": letter.subject, "body": letter.text},
                    reference=letter.reference,
                )
        except APIError as error:
            return _refusal(error)
        except exceptions.RequestException as error:
            return Outcome("unknown", reason=f"GOV.UK Notify gave no answer: {error}")
        return Outcome("accepted", reference=str((answer or {}).get("id", "")))

    def trouble(self) -> str:
        """What stands in the way of sending, found by asking for the template; or nothing."""
        try:
            with self._client() as client:
                client.get_template(self.setting.template)
        except APIError as error:
            return f"GOV.UK Notify does not give the template: {error.status_code}."
        except exceptions.RequestException as error:
            return f"GOV.UK Notify does not answer: {type(error).__name__}."
        return ""

    def ask(self, reference: str) -> Outcome:
        """Whether Notify has got the letter with this reference, and could deliver it."""
        try:
            with self._client() as client:
                found = client.get_all_notifications(reference=reference)["notifications"]
        except (APIError, exceptions.RequestException, KeyError, TypeError) as error:
            return Outcome("unknown", reason=f"GOV.UK Notify does not say: {_said(error)}")
        if not found:
            return Outcome("later", reason="GOV.UK Notify never received it.")
        return _became(found[0])

    def bounced(self) -> Iterable[Outcome]:
        """What it lately could not deliver: its newest 250 failures. None when it does not answer.

        Asking is no message of ours, so a failure to answer can wait for the next time.
        """
        try:
            with self._client() as client:
                found = client.get_all_notifications(status="failed", template_type="email")
                return [_became(one) for one in found["notifications"]]
        except (APIError, exceptions.RequestException, KeyError, TypeError):
            return []

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """A client for one request. None is kept: a connection gone stale would lose an answer."""
        key, url = self.setting.api_key, self.setting.url
        client: Any = NotificationsAPIClient(key, url, SECONDS)  # type: ignore[no-untyped-call]
        try:
            yield client
        finally:
            client.request_session.close()


def _refusal(error: APIError) -> Outcome:
    """What an error says of the message: the client calls every failure an HTTP error."""
    code = error.response.status_code if error.response is not None else 0
    if 400 <= code < 500:
        kind = "never" if code in OUR_FAULT else "later"
        return Outcome(kind, reason=f"GOV.UK Notify refused it: {_said(error)}")
    if not code and _never_connected(error.__cause__):
        return Outcome("later", reason="GOV.UK Notify cannot be reached.")
    return Outcome("unknown", reason=f"GOV.UK Notify gave no clear answer: {_said(error)}")


def _never_connected(cause: BaseException | None) -> bool:
    """Whether nothing can have gone over the line."""
    if isinstance(cause, exceptions.ConnectTimeout):
        return True
    inner = cause.args[0] if cause is not None and cause.args else None
    return isinstance(inner, MaxRetryError) and isinstance(inner.reason, NewConnectionError)


def _became(notification: dict[str, Any]) -> Outcome:
    number, status = str(notification.get("id", "")), notification.get("status", "")
    if status in UNDELIVERABLE:
        return Outcome("never", number, UNDELIVERABLE[status])
    return Outcome("accepted", number)


def _said(error: Exception) -> str:
    """What went wrong, in Notify's own words where it gave any."""
    if not isinstance(error, APIError):
        return str(error) or type(error).__name__
    message = error.message
    if isinstance(message, list):
        message = " ".join(str(one.get("message", "")) for one in message)
    return f"{error.status_code} {message}"
