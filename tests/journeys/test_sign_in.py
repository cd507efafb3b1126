"""The ways in: single sign-on at a real provider, a passkey, one-time codes."""

from __future__ import annotations

from copy import deepcopy

import pytest

from frankpledge.accounts.operations import link_identity, open_account
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.queries.register import body_named
from frankpledge.shared.door import Actor
from tests.support.sign_on import OF_THE_PROVIDER, sign_on

BY = Actor("Board secretary")
GOOD = "zibeline-7-lanterns"


@pytest.fixture
def provider(settings):
    """A provider in which this service believes, and where its forms may lead."""
    with sign_on() as running:
        settings.SIGN_IN = running.setting()
        policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"].append(running.provider().origin)
        settings.CONTENT_SECURITY_POLICY = policy
        yield running


def officer():
    account = open_account(by=BY, username="officer", post="Support officer", password=GOOD)
    give_post(by=BY, account=account, body=body_named("road-safety"), duty="manager")
    return account


@pytest.mark.once("it is the browser's and the provider's affair")
@pytest.mark.filterwarnings(OF_THE_PROVIDER)
def test_single_sign_on_in_a_browser(page, axe, provider):
    link_identity(by=BY, account=officer(), provider="council", subject="s-1")
    page.goto("/account/sign-in/?next=/partnership/")
    axe(page)
    page.get_by_role("button", name="Sign in with County Council").click()
    page.wait_for_url(f"{provider.url}/**")
    page.locator("input[name=sub]").last.fill("s-1")
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.wait_for_url("**/partnership/")
    page.get_by_role("link", name="Support officer").click()
    axe(page)
    assert "County Council" in page.get_by_role("table").inner_text()
    assert "sign out there too" in page.get_by_role("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in with County Council").click()
    page.locator("input[name=sub]").last.fill("s-2")
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.get_by_role("heading", name="No account here is yours yet").wait_for()
    axe(page)


@pytest.mark.once("it is the browser's affair")
def test_a_passkey_takes_the_place_of_the_password(page, axe):
    officer()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/account/sign-in/")
    page.get_by_label("User name").fill("officer")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Support officer").click()
    page.get_by_role("link", name="Change your second step").click()
    axe(page)
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_label("Password").fill(GOOD)
    axe(page)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What to call it").fill("Work laptop")
    axe(page)
    page.get_by_role("button", name="Set up the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    axe(page)
    page.goto("/account/second-step/")
    assert "Work laptop" in page.get_by_role("main").inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/sign-in/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/account/")
    assert "Passkey" in page.get_by_role("table").inner_text()
    page.goto("/account/second-step/")
    page.get_by_role("link", name="Remove the passkey Work laptop").click()
    page.get_by_role("heading", name="Show that it is you").wait_for()
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Go on").click()
    axe(page)
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_role("heading", name="Your second step").wait_for()
    assert "Work laptop" not in page.get_by_role("list").all_inner_texts()
