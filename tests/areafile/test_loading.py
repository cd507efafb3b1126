"""Loading: all or nothing, again without change, and never over what people did since."""

from datetime import date

import pytest
from django.conf import settings

from frankpledge.areafile import operations
from frankpledge.areafile.operations import load, load_demonstration
from frankpledge.areafile.operations import review as last_step
from frankpledge.history.models import Entry
from frankpledge.history.queries import life_of
from frankpledge.meetings.models import AgendaItem, Paper, Recommendation
from frankpledge.meetings.operations import add_item, change_item, write_paper
from frankpledge.partnership.models import Body, BodyName, Membership
from frankpledge.partnership.operations import end_membership
from frankpledge.planning.models import Priority, Signature
from frankpledge.planning.operations import sign
from frankpledge.shared.door import Actor
from tests.areafile.small import SMALL, changed
from tests.support.county import area_file, load_text
from tests.support.demonstration import our_models

ANN = Actor("Support officer")


def everything():
    """Every row of every table, as plain values."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in our_models()
    }


def new_entries(since):
    return [
        (entry.kind.partition(".")[2], entry.name, entry.action, entry.fields)
        for entry in Entry.objects.filter(pk__gt=since).order_by("pk")
    ]


def last_entry():
    return Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]


def test_loading_again_changes_nothing(db, tmp_path):
    first = load_text(tmp_path, SMALL)
    before = everything()
    second = load_text(tmp_path, SMALL)
    assert sum(first.added.values()) == Entry.objects.filter(action="added").count()
    assert second.summary == "Nothing to change: all of it was loaded before."
    assert everything() == before


def test_loading_the_demonstration_again_changes_nothing(demo_county):
    before = everything()
    sync, accounts = load_demonstration(settings.DEMONSTRATION_AREA)
    assert (sync.added, sync.changed, sync.removed, sync.left) == ({}, {}, {}, [])
    assert accounts == ["secretary", "chair", "csp-manager", "member", "scrutiny", "analyst"]
    assert everything() == before


def test_one_changed_line_changes_one_record(db, tmp_path):
    load_text(tmp_path, SMALL)
    since = last_entry()
    sync = load_text(tmp_path, changed(("name: Shire Fire", "name: Shire Fire and Rescue")))
    assert (sync.added, sync.changed, sync.removed) == ({}, {"body names": 1}, {})
    assert new_entries(since) == [
        ("bodyname", "Shire Fire and Rescue", "changed",
         {"name": ["Shire Fire", "Shire Fire and Rescue"]}),
    ]  # fmt: skip
    entry = Entry.objects.latest("pk")
    assert (entry.by, entry.what) == ("Area file, Small Shire", "Loaded the area file")
    (line, _) = life_of(BodyName.objects.get(body__slug="fire"))
    (field,) = line.fields
    assert (field.field, field.was, field.now) == ("Name", "Shire Fire", "Shire Fire and Rescue")


@pytest.mark.parametrize(
    ("was", "now", "kind", "action"),
    [
        ("from: 2004-04-01", "from: 2004-04-02", "coverage", {"added", "removed"}),
        ("sector: council, from: 1998-07-01", "sector: council", "bodyrole", {"added", "removed"}),
        ("review_months: 12", "review_months: 24", "termsofreference", {"changed"}),
        ('ends: "12:00"', 'ends: "12:30"', "meeting", {"changed"}),
        ("title: Fires, minutes: 20", "title: Fires, minutes: 25", "agendaitem", {"changed"}),
        ("The board thanks the crews.", "The board thanks all.", "recommendation", {"changed"}),
        (", The board thanks the crews.", "", "recommendation", {"removed"}),
        (", None of note]", "]", "updateentry", {"removed"}),
        ("year: 2017}", "year: 2016}", "updatedocument", {"changed"}),
        ("name: Fires, lead", "name: Fire, lead", "priority", {"changed"}),
        ("title: Agreement\n", "title: The agreement\n", "agreement", {"changed"}),
        ("{slug: next-year, label: Next year}", "{slug: next-year, label: 2019/20}", "meeting",
         {"changed"}),
    ],
)  # fmt: skip
def test_only_what_a_line_says_changes(db, tmp_path, was, now, kind, action):
    load_text(tmp_path, SMALL)
    since = last_entry()
    load_text(tmp_path, changed((was, now)))
    found = new_entries(since)
    assert {entry[0] for entry in found} == {kind}
    assert {entry[2] for entry in found} == action


@pytest.mark.parametrize("step", ["papers", "planning", "review"])
def test_a_load_that_breaks_leaves_nothing(db, tmp_path, monkeypatch, step):
    def break_down(*args):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(getattr(operations, step), "load", break_down)
    with pytest.raises(RuntimeError, match="the machine stopped"):
        load_text(tmp_path, SMALL)
    assert not any(everything().values())


def test_a_second_load_that_breaks_leaves_the_first(db, tmp_path, monkeypatch):
    load_text(tmp_path, SMALL)
    before = everything()

    def break_down(*args):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(last_step, "load", break_down)
    with pytest.raises(RuntimeError):
        load_text(tmp_path, changed(("name: Shire Fire", "name: Fire")))
    assert everything() == before


def test_what_somebody_changed_is_left_and_reported(db, tmp_path):
    load_text(tmp_path, SMALL)
    item = AgendaItem.objects.get(slug="fires")
    change_item(by=ANN, item=item, title="Fires and floods", minutes=30, lead_post="Chief")
    before = everything()
    sync = load_text(tmp_path, SMALL)
    assert sync.left == ["2. Fires and floods was changed by Support officer and stays as it is"]
    assert everything() == before
    assert load_text(tmp_path, SMALL).left == sync.left


def test_the_rest_of_the_file_still_loads(db, tmp_path):
    load_text(tmp_path, SMALL)
    item = AgendaItem.objects.get(slug="fires")
    change_item(by=ANN, item=item, title="Fires and floods", minutes=30, lead_post="Chief")
    sync = load_text(
        tmp_path, changed(("slug: welcome, title: Welcome", "slug: welcome, title: Hello"))
    )
    assert sync.changed == {"agenda items": 1}
    assert set(AgendaItem.objects.values_list("title", flat=True)) >= {"Hello", "Fires and floods"}


def test_what_somebody_brought_into_line_is_the_files_again(db, tmp_path):
    """A change that the file now says too is nothing to report."""
    load_text(tmp_path, SMALL)
    item = AgendaItem.objects.get(slug="fires")
    change_item(by=ANN, item=item, title="Floods", minutes=20, lead_post="")
    sync = load_text(tmp_path, changed(("title: Fires, minutes: 20", "title: Floods, minutes: 20")))
    assert (sync.changed, sync.left) == ({}, [])


def test_what_somebody_added_stays(db, tmp_path):
    load_text(tmp_path, SMALL)
    item = AgendaItem.objects.get(slug="updates")
    added = add_item(by=ANN, meeting=item.meeting, after=item, title="Floods", minutes=5)
    sync = load_text(tmp_path, SMALL)
    assert (sync.removed, sync.left) == ({}, [])
    assert AgendaItem.objects.filter(pk=added.pk).exists()


def test_what_somebody_took_out_stays_out(db, tmp_path):
    """A recommendation that its author removed does not come back with the next load."""
    load_text(tmp_path, SMALL)
    paper = Paper.objects.get()
    write_paper(by=ANN, paper=paper, title=paper.title, text="Fires rose.", asked=["Note it."])
    before = everything()
    sync = load_text(tmp_path, SMALL)
    assert Recommendation.objects.count() == 1
    assert everything() == before
    assert "The board thanks the crews. was removed by Support officer and stays so" in sync.left


def test_a_membership_that_ended_stays_ended(db, tmp_path):
    load_text(tmp_path, SMALL)
    member = Membership.objects.get()
    end_membership(by=ANN, membership=member, ends=date(2018, 5, 1), decision="")
    sync = load_text(tmp_path, SMALL)
    assert Membership.objects.get().ends == date(2018, 5, 1)
    assert len(sync.left) == 1


def test_a_signature_survives_a_reload(db, tmp_path):
    load_text(tmp_path, SMALL)
    slot = Signature.objects.get(body__slug="fire")
    sign(by=ANN, signature=slot, post="Chief fire officer", on=date(2018, 10, 11))
    load_text(tmp_path, SMALL)
    assert Signature.objects.get(body__slug="fire").signed_by == "Chief fire officer"


def test_the_order_of_a_list_may_change(db, tmp_path):
    """Items and signatures that change places do not stand in each other's way."""
    load_text(tmp_path, SMALL)
    since = last_entry()
    load_text(
        tmp_path,
        SMALL.replace("number: 1, slug: welcome", "number: 2, slug: welcome")
        .replace("number: 2, slug: fires", "number: 1, slug: fires")
        .replace(
            "      - {body: vale-council, role: responsible-authority}\n",
            "      - {body: vale-csp, role: csp-chair}\n"
            "      - {body: vale-council, role: responsible-authority}\n",
        ),
    )
    numbers = dict(AgendaItem.objects.values_list("slug", "number"))
    assert numbers == {"fires": 1, "welcome": 2, "updates": 3}
    order = list(Signature.objects.order_by("order").values_list("body__slug", flat=True))
    assert order == ["vale-csp", "vale-council", "fire"]
    # The history says where each went, not how it was moved out of the way.
    fields = [entry[3] for entry in new_entries(since) if entry[2] == "changed"]
    assert fields == [{"number": [1, 2]}, {"number": [2, 1]}, {"order": [1, 2]}, {"order": [2, 3]}]


def test_an_agenda_item_that_leaves_the_file_leaves_the_agenda(db, tmp_path):
    load_text(tmp_path, SMALL)
    text = changed(
        ("      - {number: 1, slug: welcome, title: Welcome, minutes: 5}\n", ""),
        ("number: 3, slug: updates", "number: 1, slug: updates"),
    )
    sync = load_text(tmp_path, text)
    assert sync.removed == {"agenda items": 1}
    assert dict(AgendaItem.objects.values_list("slug", "number")) == {"fires": 2, "updates": 1}


def test_what_other_records_need_is_kept_and_reported(db, tmp_path):
    load_text(tmp_path, SMALL)
    text = SMALL.replace("      - {meeting: next-year, slot: 2, title: Fire, body: fire}\n", "")
    text = text.replace("      - {number: 2, label: Focus, turns: {role: delivery-group}}\n", "")
    assert load_text(tmp_path, text).removed == {"plan entries": 1, "plan slots": 1}
    start = text.index("papers:\n")
    without = text[:start] + text[text.index("update_templates:\n") :]
    without = without.replace(
        "      - {number: 2, slug: fires, title: Fires, minutes: 20, lead_body: fire, slot: 1}\n",
        "",
    )
    sync = load_text(tmp_path, without)
    assert sync.left == ["2. Fires is no longer in the file; other records need it, so it stays"]
    assert Paper.objects.count() == 1


def test_a_clash_with_the_application_loads_nothing_and_says_so(db, tmp_path):
    load_text(tmp_path, SMALL)
    item = AgendaItem.objects.get(slug="updates")
    add_item(by=ANN, meeting=item.meeting, after=item, title="Floods", minutes=5)
    before = everything()
    text = changed(
        ("binds: quarterly-updates}\n", "binds: quarterly-updates}\n"
         "      - {number: 4, slug: late, title: Late, minutes: 5}\n"),
    )  # fmt: skip
    with pytest.raises(operations.AreaFileWrong) as wrong:
        load_text(tmp_path, text)
    (mistake,) = wrong.value.mistakes
    assert "changed in the application since" in mistake.expected
    assert everything() == before


def test_a_priority_that_goes_takes_its_leads_with_it_and_both_are_told(db, tmp_path):
    load_text(tmp_path, SMALL)
    since = last_entry()
    load_text(
        tmp_path, changed(("{slug: fires, board: shire-board", "{slug: arson, board: shire-board"))
    )
    assert Priority.objects.get().slug == "arson"
    removed = {entry[0] for entry in new_entries(since) if entry[2] == "removed"}
    assert removed == {"priority", "leadboard"}


def test_a_folder_and_a_file_say_the_same(db, tmp_path):
    load_text(tmp_path, SMALL)
    before = everything()
    folder = tmp_path / "folder"
    folder.mkdir()
    head, tail = SMALL.split("successions:\n")
    area_file(folder, f"successions:\n{tail}", "2.yaml")
    area_file(folder, head, "1.yaml")
    assert load(folder).summary.startswith("Nothing to change")
    assert everything() == before


def test_lists_of_one_kind_in_two_files_are_joined(db, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    area_file(folder, "area: {slug: a, name: A}\nbodies: [{slug: one, name: One}]\n", "1.yaml")
    area_file(folder, "bodies: [{slug: two, name: Two}]\n", "2.yaml")
    load(folder)
    assert list(Body.objects.order_by("sort").values_list("slug", flat=True)) == ["one", "two"]
