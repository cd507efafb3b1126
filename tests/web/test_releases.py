"""Data on its pages: what is loaded, sending files, how far a load is; and whose it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.accounts.models import Account
from frankpledge.accounts.operations import open_account
from frankpledge.areafile.operations import load as load_area
from frankpledge.evidence.releases import progress
from frankpledge.evidence.releases.models import Load, Release
from frankpledge.evidence.releases.operations.loading import begin
from frankpledge.evidence.releases.operations.mapping import save_mapping
from frankpledge.evidence.releases.running import start
from frankpledge.partnership.operations import give_post
from frankpledge.partnership.queries.register import body_named
from tests.releases.support import BY, begun_mapping, fresh, police_zip, street, waiting
from tests.support.pages import InspectingClient
from tests.support.reading import error_beside, form_of, headings, links, table_rows, words

pytestmark = pytest.mark.usefixtures("demo")
HERE = "/evidence/releases/"
REVISED = "1,554 have another outcome"
AREAS = Path(__file__).resolve().parents[1] / "areas"
SignedIn = Callable[[str], InspectingClient]


def sent(name: str, data: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def send(client: InspectingClient, *files: SimpleUploadedFile, **more: Any) -> Any:
    """Send files by the form, as it stands."""
    form = form_of(client.get(f"{HERE}load/"))
    return client.post(f"{HERE}load/", {**form, "file": list(files), **more})


# ---------------------------------------------------------------- sending


def test_several_files_are_one_load_and_its_page_says_what_came_of_it(signed_in: SignedIn):
    client = signed_in("analyst")
    first = sent("2024-03-cambridgeshire-street.csv", street("2024-03", "Burglary"))
    answer = send(client, first, sent("download.zip", police_zip("2024-01", "2024-02")))
    page = client.get(answer["Location"])
    assert "5 crimes, January to March 2024; none rejected." in words(page)
    assert Load.objects.get().files.count() == 2
    release = client.get(links(page)["See what was loaded"])
    assert "Street-level crime" in headings(release)[0]
    assert [row[0] for row in table_rows(release) if row[0].startswith("2024-03")] == [
        "2024-03-cambridgeshire-street.csv"
    ]


def test_pressed_twice_it_is_one_load(signed_in: SignedIn):
    client = signed_in("analyst")
    key = str(uuid.uuid4())
    zips = [sent("download.zip", police_zip("2024-01")) for _ in range(2)]
    places = [send(client, one, sending=key)["Location"] for one in zips]
    assert places[0] == places[1]
    assert Load.objects.count() == Release.objects.count() == 1


def test_what_is_refused_is_told_on_the_page(signed_in: SignedIn):
    client = signed_in("analyst")
    page = client.get(send(client, sent("budget.csv", "Heading,Amount\nFuel,12\n"))["Location"])
    said = words(page)
    assert "Nothing was loaded, and what was there before stands unchanged." in said
    assert "“budget.csv” is no kind of file that is known here" in said
    assert "Send another file" in said


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "Choose a file"),
        ([("a.csv", b"")], "empty"),
        ([("a.csv", b"A\n1\n"), ("a.csv", b"A\n2\n")], "Two files are called “a.csv”"),
        ([("a.csv", b"1" * 600)], "Files up to"),
        ([("a.csv", b"1" * 400), ("b.csv", b"1" * 400)], "MB together"),
        ([(f"{n}.csv", b"1") for n in range(51)], "51 files are too many"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_box(
    signed_in: SignedIn, settings: Any, files: list[tuple[str, bytes]], told: str
):
    settings.LARGEST_UPLOAD = 500
    page = send(signed_in("analyst"), *(sent(*one) for one in files))
    assert told in error_beside(page, "file")
    assert not Load.objects.exists()


# ---------------------------------------------------------------- under way


def test_a_load_under_way_says_how_far_it_is_and_stands_on_the_list(signed_in: SignedIn):
    one = waiting(("download.zip", police_zip("2024-01")))
    client = signed_in("analyst")
    assert "Waiting to begin" in words(client.get(one.get_absolute_url()))
    begin(by=BY, load=one)
    progress.tell(one.pk, progress.Progress("Checking download.zip", 1, 4))
    assert "Checking download.zip: 25%" in words(client.get(one.get_absolute_url()))
    assert "download.zip" in words(client.get(HERE))
    assert "download.zip" not in words(signed_in("member").get(HERE))


def test_a_load_that_lives_is_not_begun_again_and_a_dead_one_is(signed_in: SignedIn):
    one = waiting(("download.zip", police_zip("2024-01")))
    client = signed_in("analyst")
    begin(by=BY, load=one)
    progress.tell(one.pk, progress.Progress("Checking", 1, 4))
    client.post(f"{one.get_absolute_url()}again/")
    assert fresh(one).state == "loading"
    progress.forget(one.pk)
    client.post(f"{one.get_absolute_url()}again/")
    assert fresh(one).state == "loaded"
    client.post(f"{one.get_absolute_url()}again/")
    assert Release.objects.count() == 1


# ---------------------------------------------------------------- reading


def test_what_a_release_revised_and_what_is_missing_is_told(
    demo: None, evidence: Path, signed_in: SignedIn
):
    client = signed_in("member")
    rows = table_rows(client.get(HERE))
    states = {row[1]: row[-1] for row in rows if "crimes" in row[1]}
    assert states["6,993 crimes"] == "Superseded"
    assert states["48,566 crimes"] == "Current"
    police = Release.objects.get(number=4)
    page = client.get(police.get_absolute_url())
    revised = next(row for row in table_rows(page) if "March 2024" in row)
    assert revised == ["cambridgeshire", "March 2024", "6,993", "6,993", REVISED]
    assert "Load data" not in words(client.get(HERE))


def test_rejected_rows_are_shown_and_fetched(signed_in: SignedIn):
    good = street("2024-03", *["Drugs"] * 40)
    bad = good.replace(",0.1,52.2,", ",north,52.2,", 1)
    client = signed_in("analyst")
    send(client, sent("2024-03-cambridgeshire-street.csv", bad))
    page = client.get(Release.objects.get().get_absolute_url())
    assert "Longitude" in words(page)
    answer = client.get(links(page)["Every rejected row, as CSV"])
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert "north" in lines[1]


# ---------------------------------------------------------------- whose it is


@pytest.fixture
def neighbour(signed_in: SignedIn) -> InspectingClient:
    """The analyst of another area of the same service."""
    load_area(AREAS / "wales.yaml")
    account: Account = open_account(
        by=BY, username="neighbour", post="Analyst", password="zibeline-7-lanterns"
    )
    give_post(by=BY, account=account, body=body_named("wyr-newhouse-council"), duty="analyst")
    return signed_in("neighbour")


def test_another_area_sees_open_data_and_nothing_of_a_partners(
    neighbour: InspectingClient, signed_in: SignedIn
):
    noise = b"Day,Reason\n03/06/2018,Noise\n04/06/2018,Dogs\n"
    mapping = _mapping_here(noise)
    partner, open_data = (
        waiting(("noise.csv", noise), mapping=mapping),
        waiting(("download.zip", police_zip("2024-01"))),
    )
    for one in (partner, open_data):
        start(one)
    mine = fresh(partner).release
    client = signed_in("neighbour")
    listed = words(client.get(HERE))
    assert "Street-level crime" in listed
    assert "Noise" not in listed
    for page in (
        mine.get_absolute_url(),
        f"{mine.get_absolute_url()}rejected.csv",
        mapping.get_absolute_url(),
        partner.get_absolute_url(),
        open_data.get_absolute_url(),
    ):
        assert client.get(page).status_code == 404, page
    assert "Noise" not in words(client.get(f"{HERE}mappings/"))
    assert "mapping" not in form_of(client.get(f"{HERE}load/"))
    door = Client()
    door.force_login(Account.objects.get(username="neighbour"))
    assert b"Noise" not in door.get("/evidence/").content
    assert "Noise reports" in words(signed_in("member").get(HERE))


def _mapping_here(sample: bytes) -> Any:
    found = begun_mapping("Noise reports", sample)
    save_mapping(by=BY, mapping=found, version=None)
    return found
