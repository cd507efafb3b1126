"""Keys of second steps lie sealed in the database, and open with the service's own key alone."""

import importlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from django.apps import apps
from django.test import Client

from frankpledge.accounts.queries import second_step_of
from frankpledge.accounts.sealing import CannotOpen, is_sealed, seal, unseal
from tests.accounts.test_second_step import code_of, enter, is_in, moment, set_up

__all__ = ["moment"]
pytestmark = pytest.mark.django_db
migration = importlib.import_module("frankpledge.accounts.migrations.0003_seal_second_steps")


def stored():
    """What the database holds of every second step: its secrets."""
    kept = Authenticator.objects.exclude(type="webauthn")
    return [one.data.get("secret") or one.data["seed"] for one in kept]


def test_what_is_sealed_opens_again_and_tells_nothing():
    assert unseal(seal("JBSWY3DPEHPK3PXP")) == "JBSWY3DPEHPK3PXP"
    assert "JBSWY3DPEHPK3PXP" not in seal("JBSWY3DPEHPK3PXP")
    assert seal("the same") != seal("the same")


def test_what_was_altered_does_not_open():
    sealed = seal("JBSWY3DPEHPK3PXP")
    with pytest.raises(CannotOpen):
        unseal(sealed[:-8] + "AAAAAAA=")


def test_setting_up_leaves_no_key_and_no_recovery_code_in_the_database(officer, moment):
    secret, codes = set_up(Client())
    assert len(stored()) == 2
    assert all(is_sealed(one) for one in stored())
    held = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert not any(one in held for one in (secret, *codes))


def test_a_key_that_was_kept_unsealed_still_opens_and_is_sealed_once(officer, moment):
    secret, codes = set_up(Client())
    migration.unseal_all(apps, None)
    assert secret in stored()
    moment.shift(60)
    browse = Client()
    enter(browse)
    browse.post("/account/sign-in/second-step/", {"code": code_of(secret)})
    assert is_in(browse)
    migration.seal_all(apps, None)
    sealed = stored()
    migration.seal_all(apps, None)
    assert stored() == sealed, "what is sealed is not sealed again"
    moment.shift(60)
    for code in (code_of(secret), codes[0]):
        browse = Client()
        enter(browse)
        browse.post("/account/sign-in/second-step/", {"code": code})
        assert is_in(browse)


def test_an_old_key_of_the_service_still_opens(settings):
    sealed = seal("JBSWY3DPEHPK3PXP")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "x" * 50
    with pytest.raises(CannotOpen):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_without_the_key_no_code_fits_and_no_page_breaks(officer, moment, settings):
    secret, codes = set_up(Client())
    settings.SECRET_KEY = "x" * 50
    moment.shift(60)
    browse = Client()
    enter(browse)
    for code in (code_of(secret), codes[0]):
        page = browse.post("/account/sign-in/second-step/", {"code": code})
        assert page.status_code == 200
        assert not is_in(browse)
    assert second_step_of(officer).codes
    kept = TOTP(Authenticator.objects.get(type="totp"))
    assert not kept.validate_code(code_of(""))
    assert validate_totp_code("", code_of("")), "an empty key would have been guessed"
