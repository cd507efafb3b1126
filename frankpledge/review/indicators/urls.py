"""Addresses of indicators: scorecards, single indicators, and the forms that change them."""

from django.urls import path

from frankpledge.review.indicators.views import aims, define, figures, imports, indicator, scorecard

app_name = "indicators"
BODY = "<slug:body>/"
ONE = f"{BODY}<slug:slug>/"
urlpatterns = [
    path("", scorecard.index, name="index"),
    path(BODY, scorecard.body, name="body"),
    path(f"{BODY}define/", define.define, name="define"),
    path(f"{BODY}import/", imports.upload, name="import"),
    path(f"{BODY}import/<int:pk>/", imports.file, name="import-file"),
    path(f"{BODY}import/<int:pk>/throw-away/", imports.throw_away, name="throw-away"),
    path(ONE, indicator.indicator, name="indicator"),
    path(f"{ONE}figures.csv", indicator.figures_csv, name="figures-csv"),
    path(f"{ONE}chart.svg", indicator.chart_svg, name="chart"),
    path(f"{ONE}twelve-months.svg", indicator.twelve_svg, name="twelve-months"),
    path(f"{ONE}change/", define.change, name="change"),
    path(f"{ONE}end/", define.end, name="end"),
    path(f"{ONE}add/", figures.add, name="add"),
    path(f"{ONE}withdraw/", figures.withdraw, name="withdraw"),
    path(f"{ONE}series/", figures.series, name="series"),
    path(f"{ONE}measure/", figures.measure, name="measure"),
    path(f"{ONE}import/", imports.upload_one, name="import-one"),
    path(f"{ONE}baseline/", aims.baseline, name="baseline"),
    path(f"{ONE}target/", aims.target, name="target"),
    path(f"{ONE}break/", aims.mark, name="break"),
    path(f"{ONE}said/", aims.said, name="said"),
    path(f"{ONE}apart/", aims.apart, name="apart"),
]
