"""Addresses of the register."""

from django.urls import path

from frankpledge.partnership import views
from frankpledge.partnership.contacts import views as contacts
from frankpledge.partnership.invitations import views as invitations
from frankpledge.partnership.posts import views as posts

app_name = "partnership"
urlpatterns = [
    path("", views.index, name="index"),
    path("authorities/<slug:slug>/", views.authorities, name="authorities"),
    path("bodies/<slug:slug>/contacts/", contacts.contacts, name="contacts"),
    path("bodies/<slug:slug>/contacts/<int:pk>/end/", contacts.end, name="end-contact"),
    path("bodies/<slug:slug>/people/", posts.people, name="people"),
    path("bodies/<slug:slug>/people/invite/", invitations.invite_somebody, name="invite"),
    path("bodies/<slug:slug>/people/<int:pk>/end/", posts.end, name="end-post"),
    path("bodies/<slug:slug>/people/<int:pk>/change/", posts.move, name="move-post"),
    path("bodies/<slug:slug>/people/<int:pk>/sign-in/", posts.sign_in_of, name="sign-in-of"),
    path("bodies/<slug:slug>/people/seats/<int:pk>/end/", posts.end_seat, name="end-seat"),
    path("bodies/<slug:slug>/people/accounts/<int:pk>/close/", posts.close, name="close-account"),
    path(
        "bodies/<slug:slug>/people/invited/<int:pk>/send-again/",
        invitations.again,
        name="invite-again",
    ),
    path(
        "bodies/<slug:slug>/people/invited/<int:pk>/withdraw/",
        invitations.withdraw,
        name="withdraw-invitation",
    ),
    path("invitation/<str:token>/", invitations.take_up_post, name="take-up"),
]
