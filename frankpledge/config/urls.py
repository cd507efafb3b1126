"""Every address, one include an app, along the commissioning cycle."""

from django.urls import include, path

urlpatterns = [
    path("", include("frankpledge.web.urls")),
    path("", include("frankpledge.monitoring.urls")),
    # Before the others: one word after “answer/” may also be a signed link.
    path("", include("frankpledge.answering.returns.urls")),
    path("account/", include("frankpledge.accounts.urls")),
    path("partnership/", include("frankpledge.partnership.urls")),
    path("meetings/", include("frankpledge.meetings.urls")),
    path("actions/", include("frankpledge.actions.urls")),
    path("answer/", include("frankpledge.answering.urls")),
    path("chasing/", include("frankpledge.chasing.urls")),
    path("evidence/", include("frankpledge.evidence.explorer.urls")),
    path("evidence/releases/", include("frankpledge.evidence.releases.urls")),
    path("evidence/findings/", include("frankpledge.evidence.findings.urls")),
    path("evidence/surveys/", include("frankpledge.evidence.surveys.urls")),
    path("evidence/assessments/", include("frankpledge.evidence.assessments.urls")),
    path("planning/", include("frankpledge.planning.urls")),
    path("review/", include("frankpledge.review.urls")),
    path("risks/", include("frankpledge.review.risks.urls")),
    path("indicators/", include("frankpledge.review.indicators.urls")),
    path("requests/", include("frankpledge.review.requests.urls")),
    path("requirements/", include("frankpledge.review.requirements.urls")),
    path("screen/", include("frankpledge.review.screen.urls")),
    path("", include("frankpledge.publication.urls")),
]
handler400 = "frankpledge.web.views.bad_request"
handler403 = "frankpledge.web.views.not_allowed"
handler404 = "frankpledge.web.views.not_found"
handler500 = "frankpledge.web.views.went_wrong"
