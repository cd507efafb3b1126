"""Addresses of answers without an account. A link's own comes last: any one word may be one."""

from django.urls import path

from frankpledge.answering.links import views as links

app_name = "answering"
urlpatterns = [
    path("links/", links.links, name="links"),
    path("links/<int:pk>/withdraw/", links.withdraw, name="withdraw"),
    path("leave/", links.leave, name="leave"),
    path("<str:token>/", links.open_link, name="open"),
    path("<str:token>/pass/", links.pass_link, name="pass"),
]
