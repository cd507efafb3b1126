"""Indicators on their pages: who sees what, scorecards, one indicator, forms, files."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.partnership.queries.register import body_named
from frankpledge.review.indicators.models import Indicator, IndicatorValue, ValueImport
from frankpledge.review.indicators.operations import (
    Definition,
    add_series,
    change_indicator,
    record_value,
)
from tests.indicators.files import csv_file
from tests.indicators.support import GROUP, TODAY, an_indicator, figure, ksi, record, year
from tests.support.county import meeting
from tests.support.reading import (
    error_beside,
    form_of,
    headings,
    links,
    of_class,
    table_rows,
    title,
    words,
)

ROADS = "/indicators/road-safety/"
KSI = f"{ROADS}killed-or-seriously-injured/"
BOARD = "/indicators/county-board/"
pytestmark = pytest.mark.usefixtures("demo")


def fresh(slug="collisions"):
    return Indicator.objects.get(slug=slug)


# ---------------------------------------------------------------- who sees what


def test_the_public_sees_no_indicator(browse):
    assert browse.get("/indicators/")["Location"].startswith("/account/sign-in/")
    for address in (ROADS, BOARD, KSI, f"{KSI}figures.csv", f"{KSI}chart.svg"):
        assert browse.get(address).status_code == 404


def test_what_an_update_brought_is_in_no_members_page_count_or_file(signed_in):
    one = an_indicator()
    record_value(
        by=GROUP, indicator=one, figure=figure(year(2017), 4711), on=TODAY, meeting=meeting()
    )
    for account, seen in (("chair", True), ("secretary", True), ("member", False)):
        client = signed_in(account)
        for address in (BOARD, ROADS, f"{ROADS}collisions/", f"{ROADS}collisions/figures.csv"):
            said = client.get(address).content.decode().replace(",", "")
            assert ("4711" in said) is seen, (account, address)


def test_whoever_answers_for_one_sees_it_and_adds_to_it_and_no_more(signed_in):
    an_indicator(owner=body_named("huntingdonshire-council"), body="officer-group")
    client = signed_in("member")
    assert client.get("/indicators/officer-group/collisions/").status_code == 200
    assert client.get("/indicators/officer-group/collisions/add/").status_code == 200
    assert client.get("/indicators/officer-group/collisions/change/").status_code == 404


# ---------------------------------------------------------------- scorecards


def test_the_index_counts_each_board_with_those_who_report_to_it(signed_in):
    page = signed_in("secretary").get("/indicators/")
    rows = {row[0].partition(" with those")[0]: row[1:] for row in table_rows(page)[1:]}
    county = rows["Cambridgeshire and Peterborough Countywide Community Safety Strategic Board"]
    assert county == ["13", "0", "0", "5", "0"]
    assert rows["Joint Youth Justice Management Board"] == ["4", "0", "0", "2", "0"]


def test_the_boards_matrix_by_group_and_by_priority(signed_in):
    client = signed_in("member")
    page = client.get(BOARD)
    said = words(page)
    assert "13 indicators, none off target, 3 stated not to be on course" in said
    assert "Drugs and Alcohol" in said.partition("Without an indicator")[2]
    assert "Define an indicator" not in links(page)
    by_priority = client.get(links(page)["By priority"])
    assert "Road safety, 2018/19" in words(by_priority)
    earlier = client.get(BOARD, {"on": "2018-03-31"})
    assert "Domestic abuse champions" not in words(earlier)


def test_an_empty_scorecard_says_what_to_do_first(signed_in):
    page = signed_in("csp-manager").get("/indicators/fenland-csp/")
    assert "No indicators yet" in headings(page)
    assert links(page)["Define an indicator"] == "/indicators/fenland-csp/define/"
    assert "define them" in words(signed_in("member").get("/indicators/fenland-csp/"))


def test_breakdowns_say_what_follows_and_what_does_not(signed_in):
    said = words(signed_in("member").get(BOARD))
    assert "between 16% and 27% are in either" in said
    assert "35% + 22% + 31% = 88%; 12% not stated" in said
    assert "2.0%, 38 of 1,924" in said


# ---------------------------------------------------------------- one indicator


def test_the_page_says_how_it_stands_and_why(signed_in):
    page = signed_in("member").get(KSI)
    said = words(page)
    assert title(page).startswith("People killed or seriously injured on the roads")
    assert of_class(page, "fp-tag")[0] == "Not judged"
    for told in (
        "CRASH began in April 2016",
        "It can be set from 1 April 2019; 30 months have passed",
        "The road safety strategy for 2020 to 2030 waits for it",
        "100 on the index, average of 2005 to 2009",
        "At least −40% by 2020: 60 on the index",
        "Not on course",
        "Illustrative figures, not real",
    ):
        assert told in said, told
    assert b"<svg" in page.content
    assert "Set a baseline" not in links(page)


def test_the_page_as_it_stood(signed_in):
    client = signed_in("member")
    earlier = client.get(KSI, {"on": "2015-12-31"})
    assert of_class(earlier, "fp-tag")[0] == "On course"
    assert "Break in the series" not in headings(earlier)
    assert "CRASH" not in words(earlier).partition("History")[0]
    assert "2016" not in [row[0] for row in table_rows(earlier)]


def test_the_chart_and_the_figures_can_be_taken_away(signed_in):
    client = signed_in("member")
    chart = client.get(f"{KSI}chart.svg")
    assert chart["Content-Type"] == "image/svg+xml"
    assert chart.content.startswith(b"<svg")
    file = client.get(f"{KSI}figures.csv")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Indicator,Unit,Series,From,To,Figure")
    assert len(lines) == 14
    assert "2017-01-01,2017-12-31,97" in lines[-1]


def test_small_counts_stay_hidden_on_the_page_in_the_chart_and_in_the_file(signed_in):
    one = an_indicator(hide_below=5, unit="children")
    record(one, year(2016), 38)
    record(one, year(2017), 3)
    client = signed_in("member")
    page = client.get(f"{ROADS}collisions/")
    assert "Fewer than 5 children in 2017" in words(page)
    assert table_rows(page)[1][1] == "fewer than 5"
    for address in ("figures.csv", "chart.svg"):
        said = client.get(f"{ROADS}collisions/{address}").content.decode()
        assert ",3," not in said
        assert ">3<" not in said


def test_percentages_of_few_carry_their_base_and_a_warning(signed_in):
    one = an_indicator(kind="percent", unit="of drivers")
    record(one, year(2017), numerator=Decimal(3), denominator=Decimal(12))
    said = words(signed_in("member").get(f"{ROADS}collisions/"))
    assert "25%, 3 of 12" in said
    assert "12" in said.partition("exceptional")[2]


def test_comparators_and_revisions_and_twelve_months(signed_in):
    one = an_indicator(kind="percent", unit="of drivers")
    england = add_series(by=GROUP, indicator=one, kind="national", name="England")
    record(one, year(2017), 12, standing="provisional", on=date(2018, 2, 1))
    record(one, year(2017), 13, standing="revised")
    record(one, year(2017), 10, series=england)
    page = signed_in("member").get(f"{ROADS}collisions/")
    assert "England: 10% in 2017; the 13% here is above that." in words(page)
    assert "Revisions" in words(page)
    assert ["2017", "12%", "1 February 2018", "Provisional"] in table_rows(page)


# ---------------------------------------------------------------- forms


def filled(client, address, **more):
    return {**form_of(client.get(address)), **more}


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def test_define_an_indicator_then_add_and_revise_its_figure(signed_in):
    client = signed_in("chair")
    wrong = client.post(f"{ROADS}define/", {"name": "Rate", "kind": "rate"})
    assert error_beside(wrong, "per") == "Enter the number that the rate is per, such as 1000"
    assert error_beside(wrong, "unit") == "Enter the unit"
    given = filled(client, f"{ROADS}define/", name="Collisions", unit="collisions")
    given |= {"kind": "count", "direction": "lower", "frequency": "yearly"}
    made = client.post(f"{ROADS}define/", given)
    assert made["Location"] == f"{ROADS}collisions/"
    assert "In development" in of_class(client.get(made["Location"]), "fp-tag")
    again = client.post(f"{ROADS}define/", given)
    assert "of that name" in error_beside(again, "name")
    address = f"{ROADS}collisions/add/"
    span = {**day("starts", date(2017, 1, 1)), **day("ends", date(2017, 12, 31))}
    first = filled(client, address, value="12", standing="provisional", **span)
    assert client.post(address, first)["Location"] == f"{ROADS}collisions/"
    second = filled(client, address, value="14", standing="revised", **span)
    client.post(address, second)
    page = client.get(f"{ROADS}collisions/")
    assert "14 collisions in 2017" in words(page)
    assert IndicatorValue.objects.filter(series__indicator=fresh()).count() == 2


def test_a_figure_that_cannot_be_is_said_beside_its_field(signed_in):
    an_indicator()
    client = signed_in("chair")
    address = f"{ROADS}collisions/add/"
    empty = client.post(address, filled(client, address, value=""))
    assert error_beside(empty, "value") == "Enter the figure"
    month = {**day("starts", date(2018, 1, 1)), **day("ends", date(2018, 1, 31))}
    short = client.post(address, filled(client, address, value="3", **month))
    assert "twelve months" in error_beside(short, "starts")
    back = {**day("starts", date(2018, 1, 31)), **day("ends", date(2018, 1, 1))}
    turned = client.post(address, filled(client, address, value="3", **back))
    assert "must not be before" in error_beside(turned, "ends")
    assert not IndicatorValue.objects.filter(series__indicator=fresh()).exists()


def test_somebody_else_was_quicker(signed_in):
    one = an_indicator()
    client = signed_in("chair")
    address = f"{ROADS}collisions/change/"
    given = filled(client, address, definition="Mine")
    theirs = Definition("Collisions", "crashes", "count", "lower", "yearly")
    change_indicator(by=GROUP, indicator=fresh(), given=theirs)
    page = client.post(address, given)
    assert page.status_code == 409
    assert "Mine" in words(page)
    span = {**day("starts", date(2017, 1, 1)), **day("ends", date(2017, 12, 31))}
    figure_form = filled(client, f"{ROADS}collisions/add/", value="12", standing="final", **span)
    record(fresh(), year(2017), 9)
    stale = client.post(f"{ROADS}collisions/add/", figure_form)
    assert stale.status_code == 409
    assert "12" in words(stale)
    assert fresh().unit == "crashes"
    assert one.pk == fresh().pk


def test_a_new_baseline_before_its_time_is_refused_with_the_day(signed_in):
    client = signed_in("chair")
    address = f"{KSI}baseline/"
    span = {**day("starts", date(2016, 4, 1)), **day("ends", date(2018, 3, 31))}
    page = client.post(address, filled(client, address, rule="stated", value="90", **span))
    assert "It can be set from 1 April 2019" in error_beside(page, "starts")
    assert ksi().baselines.count() == 1


def test_a_target_takes_one_of_two_and_is_set(signed_in):
    one = an_indicator()
    record(one, year(2017), 61)
    client = signed_in("chair")
    address = f"{ROADS}collisions/target/"
    both = filled(client, address, percent="-40", value="60", **day("by_day", date(2020, 12, 31)))
    assert "one of the two" in error_beside(client.post(address, both), "percent")
    client.post(address, {**both, "percent": "", "tolerance": "0"})
    page = client.get(f"{ROADS}collisions/")
    assert "By 2020: 60 collisions" in words(page)


def test_a_measures_figures_are_taken_by_a_button(signed_in):
    client = signed_in("secretary")
    page = client.get(f"{BOARD}attendance/")
    assert "Add a figure" not in links(page)
    after = client.post(f"{BOARD}attendance/measure/", follow=True)
    assert "No figures recorded from the measure." in words(after)
    refused = client.post(f"{KSI}measure/", follow=True)
    assert "No measure works this indicator’s figures out" in words(refused)


# ---------------------------------------------------------------- files


def sent(data, name="figures.csv"):
    return {"file": SimpleUploadedFile(name, data)}


def test_a_file_is_seen_before_it_is_imported_and_the_good_rows_wait(signed_in):
    one = an_indicator()
    client = signed_in("chair")
    data = csv_file([("2016", "12", "", ""), ("2017", "many", "", "")])
    there = client.post(f"{ROADS}collisions/import/", sent(data))
    page = client.get(there["Location"])
    assert table_rows(page)[1][:3] == ["row 3", "Figure", "many"]
    assert not IndicatorValue.objects.filter(series__indicator=one).exists()
    assert "Import 1 figure and leave out 1 row" in words(page)
    record(one, year(2015), 9)
    stale = client.post(there["Location"], {"seen": "0-0-0-0"})
    assert "have changed since you looked" in words(stale)
    done = client.post(there["Location"], form_of(page), follow=True)
    assert "1 figure added." in words(done)
    assert ValueImport.objects.get().state == "imported"
    assert client.get(there["Location"]).status_code == 404


def test_a_file_that_is_none_is_told_beside_its_field_and_one_can_be_thrown_away(signed_in):
    an_indicator()
    client = signed_in("chair")
    page = client.post(f"{ROADS}import/", sent(b"%PDF-1.4", "figures.pdf"))
    assert "PDF" in error_beside(page, "file")
    there = client.post(f"{ROADS}import/", sent(csv_file([("2017", "1", "", "")])))
    assert "a column “Indicator”" in words(client.get(there["Location"]))
    after = client.post(f"{there['Location']}throw-away/", follow=True)
    assert "Nothing of it was imported." in words(after)
