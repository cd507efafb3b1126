"""`frankpledge routes`, in words and in JSON."""

import pytest

from frankpledge.web.routes import every_address

pytestmark = pytest.mark.once("it reads the list of routes and asks no database")


def test_every_route_says_its_verbs_and_who_may_have_it(frankpledge):
    said = frankpledge("routes", "--json")
    assert said.status == 0
    assert [one["route"] for one in said.data] == [one.name for one in every_address()]
    assert not [one for one in said.data if not (one["who"] and one["verbs"] and one["visitors"])]
    by_name = {one["route"]: one for one in said.data}
    publish = by_name["meetings:publish"]
    assert publish["who"] == "The board’s secretary"
    assert publish["verbs"] == ["OPTIONS", "POST"]
    assert publish["visitors"] == "Visitors are asked to sign in"
    pack = by_name["meetings:pack"]
    assert pack["address"] == "/meetings/<body>/<slug>/pack/<edition>.<kind>"
    assert "POST" not in pack["verbs"]


def test_routes_are_told_by_who_may_have_them(frankpledge):
    said = frankpledge("routes", "--only", "meetings:publish").out
    assert said.startswith("The board’s secretary:\n")
    assert "POST        /meetings/<slug:body>/<slug:slug>/publish/  (meetings:publish)" in said


def test_a_route_that_nobody_classified_is_told_and_the_command_fails(frankpledge, monkeypatch):
    monkeypatch.setattr("frankpledge.cli.routes.route_rules", dict)
    said = frankpledge("routes", "--only", "web:home")
    assert said.status == 1
    assert "Nobody has said who may have these" in said.out
