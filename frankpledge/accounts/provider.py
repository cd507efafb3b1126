"""OpenID Connect, stricter than allauth's own: every token is checked, and no name is kept.

Allauth finds this module by its name. Beside its state and PKCE there is a nonce; the provider must
call itself exactly what the settings call it (for Entra ID that is the tenant); the token's
signature, audience, issuer and time are checked always; and only the subject is taken from it.
"""

import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Signed with a key of the provider's own. Never HS256: our secret is no proof of who signed.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
MAY_DIFFER_BY = 60
"""Seconds by which the provider's clock may differ from ours."""


class Talk(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """What is asked of a provider, and what is believed of its answers."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises OAuth2Error unless it is the one we trust."""
        try:
            config: dict[str, Any] = super().openid_config
            missing = [name for name in NEEDED if not isinstance(config[name], str)]
        except (KeyError, TypeError, AttributeError) as error:
            raise OAuth2Error("The provider does not describe itself.") from error
        if missing or config["issuer"] != self.get_provider().app.settings["issuer"]:
            raise OAuth2Error("The provider is not the one in the settings.")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends people back to."""
        path = reverse("accounts:single-sign-on-back", args=[self.provider_id])
        return request.build_absolute_uri(path)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Whom the identity token names. Raises OAuth2Error for one that is not to be believed."""
        try:
            claims = self._claims(app, kwargs["response"]["id_token"])
            return self.get_provider().sociallogin_from_response(request, claims)
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The identity token is not to be believed.") from error

    def _claims(self, app: Any, token: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json())
        named = jwt.get_unverified_header(token).get("kid")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=keys[named] if named else keys.keys[0],
            algorithms=ALGORITHMS,
            audience=app.client_id,
            issuer=app.settings["issuer"],
            leeway=MAY_DIFFER_BY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The identity token was given to another service.")
        return claims


class SignOnProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """A provider from the settings. What a browser adds to the address is not passed on to it."""

    id = "oidc"
    name = "Single sign-on"
    oauth2_adapter_class = Talk
    pkce_enabled_default = True

    @property
    def server_url(self) -> str:
        """Where the provider describes itself."""
        url: str = self.app.settings["server_url"]
        return url

    def get_scope(self) -> list[str]:
        """As little as will do: Entra ID gives its `oid` only with a profile, which is not kept."""
        return ["openid"] if self.app.settings["subject"] == "sub" else ["openid", "profile"]

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The provider's lasting name for the person. Raises ValueError where it gave none."""
        subject = data.get(self.app.settings["subject"])
        if not isinstance(subject, str) or not subject.strip():
            raise ValueError("no subject")
        return subject

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Only what ties the answer to our question."""
        return {"nonce": data.get("nonce")}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """No name and no e-mail address is taken."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """No e-mail address is taken, so nobody can be known by one."""
        return []

    def ask(self, request: HttpRequest, next_url: str, **kept: Any) -> HttpResponse:
        """Send the browser to the provider, with a state, a nonce and a challenge (PKCE).

        `kept` stays here, with the state, until the browser comes back.
        """
        nonce = secrets.token_urlsafe(32)
        response: HttpResponse = self.redirect(
            request, "login", next_url=next_url, auth_params={"nonce": nonce}, nonce=nonce, **kept
        )
        return response


provider_classes = [SignOnProvider]
