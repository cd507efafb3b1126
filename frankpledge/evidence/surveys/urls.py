"""Addresses of surveys: /evidence/surveys/…"""

from django.urls import path

from frankpledge.evidence.surveys.views import besides, listing, question, sending, stating, survey

app_name = "surveys"
ONE = "<slug:area>/<int:number>/"
QUESTION = f"{ONE}question/<slug:slug>/"
urlpatterns = [
    path("", listing.index, name="index"),
    path("add/", sending.add, name="add"),
    path(ONE, survey.survey, name="survey"),
    path(f"{ONE}columns/", sending.columns, name="columns"),
    path(f"{ONE}throw-away/", sending.discard, name="throw-away"),
    path(f"{ONE}withdraw/", survey.withdraw, name="withdraw"),
    path(f"{ONE}state/figures/", stating.figures, name="state-figures"),
    path(f"{ONE}state/spending/", stating.spending, name="state-spending"),
    path(f"{ONE}state/savings/", stating.savings, name="state-savings"),
    path(f"{ONE}state/<slug:what>/<int:pk>/remove/", stating.remove, name="remove"),
    path(QUESTION, question.question, name="question"),
    path(f"{QUESTION}figures.csv", question.figures_csv, name="figures-csv"),
    path(f"{QUESTION}beside/", besides.add, name="beside"),
    path(f"{QUESTION}beside/<int:pk>/remove/", besides.remove, name="beside-remove"),
]
