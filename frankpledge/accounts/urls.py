"""Addresses of sign-in."""

from django.urls import path

from frankpledge.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("demonstration/", views.enter_demonstration, name="enter-demonstration"),
    path("sign-out/", views.sign_out, name="sign-out"),
]
