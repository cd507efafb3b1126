"""Addresses of findings: the list, keeping one, one finding and what is done to it."""

from django.urls import path

from frankpledge.evidence.findings.views import changing, finding, listing

app_name = "findings"
ONE = "<slug:area>/<int:number>/"
urlpatterns = [
    path("", listing.index, name="index"),
    path("keep/", changing.keep, name="keep"),
    path("check/", changing.check, name="check"),
    path(ONE, finding.finding, name="finding"),
    path(f"{ONE}figures.csv", finding.figures_csv, name="figures-csv"),
    path(f"{ONE}change/", changing.change, name="change"),
    path(f"{ONE}marking/", changing.mark_it, name="mark"),
    path(f"{ONE}agree/", changing.agree, name="agree"),
    path(f"{ONE}look/", changing.look, name="look"),
    path(f"{ONE}withdraw/", changing.withdraw, name="withdraw"),
]
