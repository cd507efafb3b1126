"""Single sign-on against a real provider: who gets in, and every way in which nobody must."""

import dataclasses
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from frankpledge.accounts.models import Account, Identity, SignIn
from frankpledge.accounts.operations import close_account, link_identity, open_account
from frankpledge.accounts.welcome import _welcomes, welcomes
from frankpledge.history.models import Entry
from tests.accounts.conftest import BY, posted
from tests.support.pages import InspectingClient
from tests.support.sign_on import OF_THE_PROVIDER, come_back, go

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once("it talks to the provider, not the database"),
    pytest.mark.filterwarnings(OF_THE_PROVIDER),
]


@pytest.fixture
def linked(provider, officer):
    """An account that the provider knows as s-1."""
    link_identity(by=BY, account=officer, provider="council", subject="s-1")
    return officer


def who(browse):
    account = browse.get("/about/").context["viewer"].account
    return account and account.username


def test_a_linked_person_comes_in_and_lands_where_they_wanted_to_go(browse, linked):
    back = browse.get(come_back(go(browse, "/partnership/"), "s-1"))
    assert (back.status_code, back["Location"]) == (302, "/partnership/")
    assert who(browse) == "officer"
    assert SignIn.objects.get().how == "County Council"


def test_what_is_asked_of_the_provider(browse, linked):
    asked = parse_qs(urlsplit(go(browse)).query)
    assert asked["scope"] == ["openid"], "no name and no e-mail address is asked for"
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["state"][0] != asked["nonce"][0]
    assert asked["redirect_uri"] == ["http://testserver/account/sign-in/with/council/back/"]


def test_what_a_browser_adds_is_not_passed_on(browse, linked):
    answer = browse.post(
        "/account/sign-in/with/council/?scope=email&auth_params=prompt%3Dnone&process=connect"
    )
    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert "prompt" not in asked
    assert asked["scope"] == ["openid"]


def test_an_unknown_person_gets_a_page_that_says_what_to_do_and_no_account(browse, linked):
    before = Account.objects.count()
    page = browse.get(come_back(go(browse), "s-2"))
    assert page.status_code == 403
    assert "Ask the board’s secretary for an invitation" in page.content.decode()
    assert (Account.objects.count(), who(browse)) == (before, None)


def test_nobody_is_known_by_an_e_mail_address(browse, provider):
    """The provider says that the stranger’s address is the account’s own name."""
    open_account(by=BY, username="officer-example-org", post="officer@example.org")
    link_identity(
        by=BY, account=Account.objects.get(), provider="council", subject="officer@example.org"
    )
    provider.lie = lambda claims: {
        **claims,
        "sub": "stranger",
        "email": "officer@example.org",
        "email_verified": True,
        "preferred_username": "officer-example-org",
    }
    page = browse.get(come_back(go(browse), "stranger"))
    assert (page.status_code, who(browse)) == (403, None)
    assert Identity.objects.count() == 1


def test_the_same_subject_at_another_provider_is_somebody_else(browse, provider, officer):
    link_identity(by=BY, account=officer, provider="police", subject="s-1")
    assert browse.get(come_back(go(browse), "s-1")).status_code == 403


def test_a_closed_account_does_not_come_in(browse, linked):
    close_account(by=BY, account=linked)
    assert browse.get(come_back(go(browse), "s-1"))["Location"] == "/account/sign-in/"
    assert who(browse) is None
    assert not SignIn.objects.exists()


def test_signing_in_changes_no_record(browse, linked):
    before = Entry.objects.count()
    browse.get(come_back(go(browse), "s-1"))
    assert who(browse) == "officer"
    assert Entry.objects.count() == before


def test_a_session_gets_a_new_key(browse, linked):
    back = come_back(go(browse), "s-1")
    before = browse.session.session_key
    browse.get(back)
    assert browse.session.session_key != before


def test_an_answer_is_taken_once(browse, linked):
    back = come_back(go(browse), "s-1")
    browse.get(back)
    browse.post("/account/sign-out/")
    assert browse.get(back).status_code == 403
    assert who(browse) is None


def test_another_browser_cannot_use_an_answer(browse, linked):
    """Nobody is signed in as the attacker by following the attacker’s own answer."""
    back = come_back(go(InspectingClient()), "s-1")
    assert browse.get(back).status_code == 403
    assert who(browse) is None


@pytest.mark.parametrize("change", ["state=made-up&code=x", "code=x", "error=access_denied", ""])
def test_an_answer_that_is_none(browse, linked, change):
    go(browse)
    page = browse.get(f"/account/sign-in/with/council/back/?{change}")
    assert page.status_code == 403
    assert "You are not signed in" in page.content.decode()


LIES = {
    "another issuer": {"iss": "https://login.example.org/other-tenant"},
    "another audience": {"aud": "another-service"},
    "given to another service": {"aud": ["frankpledge", "x"], "azp": "another-service"},
    "out of date": {"exp": 1_500_000_000},
    "another question": {"nonce": "made-up"},
    "no question": {"nonce": None},
    "no subject": {"sub": ""},
    "a subject that is no text": {"sub": 7},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_lies_lets_nobody_in(browse, linked, provider, lie):
    provider.lie = lambda claims: {**claims, **lie}
    page = browse.get(come_back(go(browse), "s-1"))
    assert (page.status_code, who(browse)) == (403, None)


@pytest.mark.parametrize("signs_with", ["strange", "secret", "none"])
def test_a_token_signed_by_anybody_else_lets_nobody_in(browse, linked, provider, signs_with):
    provider.lie, provider.signs_with = lambda claims: claims, signs_with
    page = browse.get(come_back(go(browse), "s-1"))
    assert (page.status_code, who(browse)) == (403, None)


def test_the_forger_is_believed_when_it_tells_the_truth(browse, linked, provider):
    """Else the tests above would pass whatever was checked."""
    provider.lie = lambda claims: {**claims, "iat": int(time.time())}
    browse.get(come_back(go(browse), "s-1"))
    assert who(browse) == "officer"


def test_a_provider_that_calls_itself_something_else_is_not_asked(browse, linked, provider):
    provider.calls_itself = "https://login.example.org/other-tenant"
    page = browse.post("/account/sign-in/with/council/")
    assert page.status_code == 503
    assert "cannot be reached" in page.content.decode()


def test_a_provider_that_is_down_is_said_to_be(browse, linked, provider, settings):
    down = provider.provider(issuer="http://localhost:9")
    settings.SIGN_IN = dataclasses.replace(settings.SIGN_IN, providers=(down,))
    assert browse.post("/account/sign-in/with/council/").status_code == 503


def test_the_entra_claim_is_read_where_it_is_asked_for(browse, provider, officer, settings):
    settings.SIGN_IN = dataclasses.replace(
        settings.SIGN_IN, providers=(provider.provider(subject="oid"),)
    )
    link_identity(by=BY, account=officer, provider="council", subject="object-1")
    provider.lie = lambda claims: {**claims, "oid": "object-1"}
    asked = go(browse)
    assert set(parse_qs(urlsplit(asked).query)["scope"][0].split()) == {"openid", "profile"}
    browse.get(come_back(asked, "pairwise"))
    assert who(browse) == "officer"


def test_only_providers_of_the_settings_are_known(browse, provider):
    assert browse.post("/account/sign-in/with/other/").status_code == 404
    assert browse.get("/account/sign-in/with/other/back/").status_code == 404
    assert browse.get("/account/sign-in/with/council/").status_code == 405


def test_a_stranger_whom_somebody_above_knows_is_welcomed_and_comes_in(browse, provider):
    @welcomes
    def invited(request, slug, subject):
        if request.session.get("invitation") != "yes":
            return None
        account = posted(open_account(by=BY, username="invited", post="Invited"))
        link_identity(by=BY, account=account, provider=slug, subject=subject)
        return account

    try:
        assert browse.get(come_back(go(browse), "s-9")).status_code == 403
        session = browse.session
        session["invitation"] = "yes"
        session.save()
        browse.get(come_back(go(browse), "s-9"))
        assert who(browse) == "invited"
    finally:
        _welcomes.remove(invited)
