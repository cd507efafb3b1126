"""Addresses of sign-in. Of allauth's pages only these exist, by the names it knows them by."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path

from frankpledge.accounts.views import entering, linked, own

ours = [
    path("", own.index, name="index"),
    path("sign-in/", entering.sign_in, name="sign-in"),
    path("sign-in/break-glass/", entering.break_glass, name="break-glass"),
    path("sign-in/with/<slug:slug>/", entering.single_sign_on, name="single-sign-on"),
    path(
        "sign-in/with/<slug:slug>/back/", entering.single_sign_on_back, name="single-sign-on-back"
    ),
    path("demonstration/", entering.enter_demonstration, name="enter-demonstration"),
    path("sign-out/", entering.sign_out, name="sign-out"),
    path("password/", own.password, name="password"),
    path("where/", own.where, name="where"),
    path("break-glass/", own.break_glass_uses, name="break-glass-uses"),
    path("where/end/", own.end, name="end"),
    path("single-sign-on/", linked.linked, name="linked"),
    path("single-sign-on/<slug:slug>/link/", linked.link, name="link"),
    path("single-sign-on/<slug:slug>/unlink/", linked.unlink, name="unlink"),
]
second = "second-step/"
entering_crumbs = own.under(("Home", "/"), ("Sign in", "/account/sign-in/"))
account_crumbs = own.under(*own.CRUMBS)
step_crumbs = own.under(*own.CRUMBS, ("Your second step", f"/account/{second}"))
allauths = [
    path("sign-in/again/", entering.sign_in_again, name="account_login"),
    path("sign-in/second-step/", entering_crumbs(base.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path(
        "again/password/", account_crumbs(own.local(reauthenticate)), name="account_reauthenticate"
    ),
    path("again/code/", account_crumbs(own.local(base.reauthenticate)), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        account_crumbs(own.local(passkey.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path(second, own.second_step, name="mfa_index"),
    path(f"{second}code/", step_crumbs(own.recorded(totp.activate_totp)), name="mfa_activate_totp"),
    path(
        f"{second}code/remove/",
        step_crumbs(own.recorded(totp.deactivate_totp)),
        name="mfa_deactivate_totp",
    ),
    path(
        f"{second}recovery/",
        step_crumbs(own.local(recovery.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{second}recovery/new/",
        step_crumbs(own.recorded(recovery.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(f"{second}passkeys/", own.passkeys, name="mfa_list_webauthn"),
    path(
        f"{second}passkeys/add/",
        step_crumbs(own.recorded(passkey.add_webauthn)),
        name="mfa_add_webauthn",
    ),
    path(
        f"{second}passkeys/<int:pk>/remove/",
        own.numbered(step_crumbs(own.recorded(passkey.remove_webauthn))),
        name="mfa_remove_webauthn",
    ),
]
urlpatterns = [path("", include((ours, "accounts"))), *allauths]
