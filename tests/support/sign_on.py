"""A real provider of single sign-on on this machine, and one that forges what it says."""

from __future__ import annotations

import json
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from frankpledge.accounts.setting import Provider, SignInSetting

# The provider's own library says in its thread what it will change one day.
OF_THE_PROVIDER = "ignore:.*deprecated and will be removed in version:DeprecationWarning"
Lie = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class SignOn:
    """The provider that runs: where it is, and what it is to forge.

    `lie` changes the claims of an identity token; `signs_with` is "own" (the provider's key, which
    it publishes), "strange" (one that it does not) or "secret" (HS256 with the client's secret).
    """

    port: int = 0
    lie: Lie | None = None
    signs_with: str = "own"
    calls_itself: str = ""
    asked: list[str] = field(default_factory=list)
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    @property
    def url(self) -> str:
        """Its address, which is its issuer too."""
        return f"http://localhost:{self.port}"

    def setting(self, **more: Any) -> SignInSetting:
        """Settings by which this service believes it."""
        return SignInSetting((self.provider(),), **more)

    def provider(self, **more: Any) -> Provider:
        """It, as the settings name it."""
        known: dict[str, Any] = {
            "slug": "council",
            "issuer": self.url,
            "client_id": "frankpledge",
            "name": "County Council",
            "secret": "the-clients-secret-of-more-than-32-bytes",
        }
        return Provider(**{**known, **more})


class Forging:
    """The provider's pages, some of whose answers are changed on their way out."""

    def __init__(self, provider: Any, is_told: SignOn) -> None:
        self.provider, self.told = provider, is_told

    def __call__(self, environ: Any, start: Any) -> Any:
        """Answer one request."""
        request = Request(environ)
        self.told.asked.append(request.path)
        answer = Response.from_app(self.provider, environ)
        told = self.told
        if request.path == "/.well-known/openid-configuration" and told.calls_itself:
            answer.set_data(json.dumps({**answer.get_json(), "issuer": told.calls_itself}))
        if request.path == "/jwks" and told.lie and told.signs_with != "strange":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(told.key.public_key()))
            answer.set_data(json.dumps({"keys": [{**public, "kid": "forged", "alg": "RS256"}]}))
        if request.path == "/oauth2/token" and told.lie and answer.status_code == 200:
            answer.set_data(json.dumps({**answer.get_json(), "id_token": self._forged(answer)}))
        return answer(environ, start)

    def _forged(self, answer: Response) -> str:
        assert self.told.lie is not None
        token = answer.get_json()["id_token"]
        claims = self.told.lie(jwt.decode(token, options={"verify_signature": False}))
        if self.told.signs_with == "none":
            return jwt.encode(claims, "", algorithm="none")
        if self.told.signs_with == "secret":
            secret = self.told.provider().secret
            return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "forged"})
        headers = {"kid": "forged"} if self.told.signs_with == "own" else None
        return jwt.encode(claims, self.told.key, algorithm="RS256", headers=headers)


@contextmanager
def sign_on() -> Iterator[SignOn]:
    """Run a provider in a thread, and stop it at the end."""
    with warnings.catch_warnings():
        # Its own library warns of what it will change one day.
        warnings.simplefilter("ignore")
        from oidc_provider_mock import app
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    running = SignOn()
    server = make_server("localhost", 0, Forging(app(require_nonce=True), running), threaded=True)
    running.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        del os.environ["AUTHLIB_INSECURE_TRANSPORT"]


def go(browse: Any, next_page: str = "/") -> str:
    """Press the button of single sign-on; the provider's address that it leads to."""
    answer = browse.post("/account/sign-in/with/council/", {"next": next_page})
    assert answer.status_code == 302
    return str(answer["Location"])


def come_back(asked: str, subject: str) -> str:
    """Sign in at the provider as `subject`; the path of this service that it sends one back to."""
    answer = requests.post(asked, data={"sub": subject}, allow_redirects=False, timeout=10)
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"
