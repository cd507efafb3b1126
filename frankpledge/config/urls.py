"""Every address, one include an app, along the commissioning cycle."""

from django.urls import include, path

urlpatterns = [
    path("", include("frankpledge.web.urls")),
    path("account/", include("frankpledge.accounts.urls")),
    path("partnership/", include("frankpledge.partnership.urls")),
    path("meetings/", include("frankpledge.meetings.urls")),
    path("planning/", include("frankpledge.planning.urls")),
    path("review/", include("frankpledge.review.urls")),
]
handler400 = "frankpledge.web.views.bad_request"
handler403 = "frankpledge.web.views.not_allowed"
handler404 = "frankpledge.web.views.not_found"
handler500 = "frankpledge.web.views.went_wrong"
