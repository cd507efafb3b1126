"""Every mistake in an area file is told with its file, line, value and what was expected."""

import pytest

from frankpledge.areafile import reading
from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import AreaFileWrong, load
from frankpledge.areafile.reading import LARGEST_FILE
from tests.areafile.small import SMALL, changed, line_of
from tests.support.county import area_file
from tests.support.demonstration import our_models


def count_everything():
    return {model.__name__: model._default_manager.count() for model in our_models()}


# What is changed in the small area → the line's mark, the value told, words of what was expected.
BROKEN = {
    "an unknown key, with the nearest": (
        ("    covers: [vale]\n", "    cover: [vale]\n"),
        ("cover: [vale]", "cover", "did you mean “covers”?"),
    ),
    "an unknown key at the top": (
        ("successions:\n", "sucessions:\n"),
        ("sucessions:", "sucessions", "did you mean “successions”?"),
    ),
    "a day that is not in the calendar": (
        ("from: 2004-04-01", "from: 2004-04-31"),
        ("2004-04-31", "2004-04-31", "a date as year-month-day"),
    ),
    "a date in English": (
        ("adopted: 2017-03-28", "adopted: 28 March 2017"),
        ("28 March 2017", "28 March 2017", "a date as year-month-day"),
    ),
    "an unknown tier, with the nearest": (
        ("tier: county", "tier: conty"),
        ("conty", "conty", "Did you mean “county”?"),
    ),
    "an unknown role": (
        ("[{role: county-board}]", "[{role: county-bord}]"),
        ("county-bord", "county-bord", "Did you mean “county-board”?"),
    ),
    "a required key that is missing": (
        ("        adopted: 2017-03-28\n", ""),
        ('version: "2017"', "", "“adopted” is missing from “2017”"),
    ),
    "a slug with capitals": (
        ("- slug: vale-council", "- slug: Vale Council"),
        ("slug: Vale Council", "Vale Council", "lower-case letters, digits and hyphens"),
    ),
    "a number where words belong": (
        ("name: Shire Fire", "name: 12"),
        ("name: 12", "12", "some text"),
    ),
    "minutes in words": (
        ("title: Fires, minutes: 20", "title: Fires, minutes: twenty"),
        ("minutes: twenty", "twenty", "a whole number, 1 or more"),
    ),
    "a time without quotes and a colon": (
        ('starts: "10:00"', "starts: 10am"),
        ("10am", "10am", "a time in quotes"),
    ),
    "a month that is none": (
        ("period: 2018-10\n", "period: 2018-13\n"),
        ("2018-13", "2018-13", "a month as year-month"),
    ),
    "a place that is not in the file": (
        ("covers: [vale]", "covers: [vail]"),
        ("[vail]", "vail", "no place of this name in the file; did you mean “vale”?"),
    ),
    "a body that is not in the file": (
        ("lead_body: fire", "lead_body: fir"),
        ("lead_body: fir,", "fir", "no body of this name in the file; did you mean “fire”?"),
    ),
    "a meeting that the body does not have": (
        ("- {meeting: next-year", "- {meeting: next-yaer"),
        ("next-yaer", "next-yaer", "did you mean “next-year”?"),
    ),
    "a slot that the plan does not have": (
        ("slot: 2, title: Fire", "slot: 3, title: Fire"),
        ("slot: 3", "3", "no slot of this name"),
    ),
    "a theme that the plan does not have": (
        ("theme: early-help}", "theme: late-help}"),
        ("late-help", "late-help", "no theme of this name"),
    ),
    "an agenda item that the meeting does not have": (
        ("    item: fires\n", "    item: floods\n"),
        ("item: floods", "floods", "no agenda item of this name"),
    ),
    "a section that the form does not have": (
        ("sections: {risks: [{text", "sections: {risk: [{text"),
        ("{risk: ", "risk", "did you mean “risks”?"),
    ),
    "an end before its start": (
        ("from: 2018-04-01\n    until: 2019-03-31", "from: 2018-04-01\n    until: 2017-03-31"),
        ("until: 2017-03-31", "2017-03-31", "the end, 31 March 2017, is before the start"),
    ),
    "a meeting that ends before it starts": (
        ('ends: "12:00"', 'ends: "09:00"'),
        ('ends: "09:00"', "09:00", "ends before it starts, at 10:00"),
    ),
    "two names at the same time": (
        ("from: 2019-10-01", "from: 2019-09-30"),
        ("2019-09-30, because", "2019-09-30", "holds at the same time as another"),
    ),
    "two bodies of one slug": (
        ("- slug: vale-csp", "- slug: vale-council"),
        ("  - slug: vale-council\n    names", "vale-council", "another body has this slug"),
    ),
    "two items of one number": (
        ("number: 3, slug", "number: 2, slug"),
        ("slug: fires, title", "2", "another item has this number"),
    ),
    "a seat held by another body": (
        ("held: [{post: Chief executive,", "held: [{post: Chief, represents: fire,"),
        ("represents: fire", "Chief", "is for vale-council, not fire"),
    ),
    "a member before the seat": (
        ("executive, from: 2017-03-28", "executive, from: 2016-03-28"),
        ("2016-03-28", "Chief executive", "exists from 28 March 2017"),
    ),
    "both one name and dated names": (
        ("    names:\n", "    name: Vale\n    names:\n"),
        ("  - slug: vale-csp", "vale-csp", "either one “name” or a list of dated “names”"),
    ),
    "no name at all": (
        ("    name: Shire Fire\n", ""),
        ("  - slug: fire\n", "fire", "either one “name” or a list of dated “names”"),
    ),
    "an authority without its sector": (
        ("sector: fire}", "basis: The Act}"),
        ("basis: The Act", "fire", "a responsible authority has a “sector”"),
    ),
    "a body before and after": (
        ("kind: abolish, before: [fire]", "kind: replace, before: [fire], after: [fire]"),
        ("kind: replace", "fire", "a rename is the next dated name"),
    ),
    "an end with something after it": (
        ("before: [fire], on", "before: [fire], after: [vale-csp], on"),
        ("kind: abolish", "ended", "has no bodies after it, not 1"),
    ),
    "two ways of counting back": (
        ("{working_days_before: 8}", "{working_days_before: 8, clear_days_before: 5}"),
        ("reports_due", "", "give one way of counting back"),
    ),
    "a paper with two contents": (
        ("text_inline: Fires fell", "text: fires.md\n    text_inline: Fires fell"),
        ("text_inline: Fires fell", "", "content once"),
    ),
    "a received paper with nothing in it": (
        ("    text_inline: Fires fell by a fifth.\n", ""),
        ("- slug: fires\n", "fires", "a paper that is received has a text or a file"),
    ),
    "a text outside the folder": (
        ("text_inline: Fires fell by a fifth.", "text: ../../../../../../etc/passwd"),
        ("etc/passwd", "../../../../../../etc/passwd", "no such file beside this one"),
    ),
    "a file outside the folder": (
        ("text_inline: Fires fell by a fifth.", "file: /etc/secret.pdf"),
        ("secret.pdf", "/etc/secret.pdf", "no such file beside this one"),
    ),
    "a file of an unknown kind": (
        ("text_inline: Fires fell by a fifth.", "file: fires.exe"),
        ("fires.exe", "fires.exe", "a .pdf, .docx or .odt file"),
    ),
    "a withheld paper that waits for nothing": (
        ("state: received", "state: withheld"),
        ("state: withheld", "withheld", "says until which day or which decision"),
    ),
    "a signature without its post": (
        ("{body: fire, role: responsible-authority}",
         "{body: fire, role: responsible-authority, signed: 2018-10-11}"),
        ("signed: 2018-10-11", "fire", "both a day, “signed”, and a post"),
    ),
    "two dates of one document": (
        ("{text: Agreed, year: 2017}", "{text: Agreed, year: 2017, month: 2017-03}"),
        ("year: 2017, month", "plan", "give one of date, month and year"),
    ),
    "a role twice": (
        ("[{role: county-board}]", "[{role: county-board}, {role: county-board}]"),
        ("[{role: county-board}, ", "", "this role is here twice"),
    ),
    "two posts of one body in one seat": (
        ("[{post: Chief executive, from: 2017-03-28}]",
         "[{post: Chief executive, from: 2017-03-28}, {post: Leader, from: 2017-03-28}]"),
        ("post: Leader", "", "a post of this body in this seat from this day is here twice"),
    ),
    "two agendas of one meeting": (
        ("papers:\n", "  - {body: shire-board, meeting: 2018-10-11, items: []}\npapers:\n"),
        ("meeting: 2018-10-11, items: []", "", "this meeting’s agenda is here twice"),
    ),
    "a signature twice": (
        ("{body: vale-council, role: responsible-authority}",
         "{body: fire, role: responsible-authority}  # the first"),
        ("{body: fire, role: responsible-authority}\n", "", "this signature is here twice"),
    ),
    "YAML that is not": (
        ("[{role: county-board}]", "[{role: county-board]"),
        ("role: county-board]", "", "not readable as YAML"),
    ),
    "a null character": (
        ("name: Shire Fire\n", 'name: "Shire\\0Fire"\n'),
        ("Shire\\0Fire", "", "a null character is no text"),
    ),
    "a key twice": (
        ("    name: Shire Fire\n", "    name: Shire Fire\n    name: Fire of the Shire\n"),
        ("Fire of the Shire", "", "“name” is given twice here"),
    ),
    "an area twice": (
        ("successions:\n", "area: {slug: other, name: Other}\nsuccessions:\n"),
        ("slug: other", "", "“area” is given once"),
    ),
    "something that holds itself": (
        ("meetings: {per_year: 4,", "meetings: &again {per_year: *again,"),
        ("&again", "", "refers to itself"),
    ),
    "a list where keys belong": (
        ("area: {slug: small-shire, name: Small Shire}", "area: [small-shire]"),
        ("area: [small-shire]", "", "the area itself, with its slug and name"),
    ),
    "bodies that are no list": (
        ("agenda_templates:\n  - body: shire-board\n    items:", "agenda_templates:\n    items:"),
        ("agenda_templates:", "", "a list of agenda templates"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_told_and_loads_nothing(db, tmp_path, name):
    change, (marker, value, expected) = BROKEN[name]
    text = changed(change)
    line = text[: text.index(marker)].count("\n") + 1
    path = area_file(tmp_path, text)
    with pytest.raises(AreaFileWrong) as wrong:
        load(path)
    found = wrong.value.mistakes
    assert any(
        (one.file, one.line, one.value) == ("area.yaml", line, value) and expected in one.expected
        for one in found
    ), "\n".join(map(str, found))
    assert sum(count_everything().values()) == 0


def test_every_mistake_is_listed_in_the_files_order(db, tmp_path):
    text = changed(
        ("covers: [vale]", "covers: [vail]"),
        ("lead_body: fire", "lead_body: fir"),
        ("- {meeting: next-year", "- {meeting: next-yaer"),
        ("from: 2019-10-01", "from: 2019-09-30"),
    )
    found = checked(area_file(tmp_path, text)).mistakes
    assert [one.value for one in found] == ["vail", "2019-09-30", "next-yaer", "fir"]
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_every_mistake_of_shape_is_listed_too(db, tmp_path):
    text = changed(("tier: county", "tier: conty"), ("minutes: 5}, {slot", "minutes: no}, {slot"))
    found = checked(area_file(tmp_path, text)).mistakes
    assert [one.value for one in found] == ["conty", "no"]


def test_a_mistake_reads_as_a_sentence(db, tmp_path):
    text = changed(("tier: county", "tier: conty"))
    (found,) = checked(area_file(tmp_path, text)).mistakes
    assert str(found).startswith("area.yaml, line 3: “conty”: expected a tier of place: one of ")


def only_mistake(path):
    with pytest.raises(AreaFileWrong) as wrong:
        load(path)
    (found,) = wrong.value.mistakes
    return found


def test_a_file_that_is_not_utf_8(db, tmp_path):
    path = tmp_path / "area.yaml"
    path.write_bytes(SMALL.replace("Vale Old", "Välé Old").encode("latin-1"))
    found = only_mistake(path)
    assert (found.line, found.expected) == (
        line_of(SMALL, "Vale Old"),
        "area files are saved as UTF-8 text",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "“area” is missing"),
        ("# only a remark\n", "“area” is missing"),
        ("- one\n- two\n", "starts with keys such as"),
        ("just words\n", "starts with keys such as"),
        ("area: {slug: a}\n", "“name” is missing from “a”"),
        ("area: \t{slug: a\n", "not readable as YAML"),
        ("--- {}\n--- {}\n", "not readable as YAML"),
        ("area: !!python/object/apply:os.system [ls]\n", "the area itself"),
        ("area: *nothing\n", "not readable as YAML"),
    ],
)
def test_a_file_that_is_hardly_one(db, tmp_path, text, expected):
    path = tmp_path / "area.yaml"
    path.write_text(text)
    assert expected in only_mistake(path).expected


def test_a_file_that_is_far_too_big(db, tmp_path):
    path = tmp_path / "area.yaml"
    path.write_text(SMALL + "#" * LARGEST_FILE)
    assert "smaller than 5 MB" in only_mistake(path).expected


def test_anchors_that_multiply_are_stopped(db, tmp_path, monkeypatch):
    """Ten lines that would unfold to thousands of millions of values."""
    monkeypatch.setattr(reading, "MOST_VALUES", 10_000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    path = area_file(tmp_path, "\n".join(lines))
    found = checked(path).mistakes
    assert any("repeats without end" in one.expected for one in found)
    assert len(found) < 10


def test_deep_nesting_is_told_and_not_a_crash(db, tmp_path):
    path = tmp_path / "area.yaml"
    path.write_text("area: " + "[" * 1_000 + "]" * 1_000)
    assert checked(path).mistakes


def test_an_anchor_used_twice_is_fine(db, tmp_path):
    text = changed(
        ("roles: [{role: county-board}]", "roles: &board [{role: county-board}]"),
        ("roles: [{role: community-safety-partnership}]", "roles: []"),
    ).replace(
        "  - slug: fire\n",
        "  - {slug: other-board, name: Other, roles: [{role: provider}]}\n  - slug: fire\n",
    )
    load(area_file(tmp_path, text))


def test_a_folder_with_two_areas(db, tmp_path):
    area_file(tmp_path, SMALL, "1.yaml")
    area_file(tmp_path, "area: {slug: other, name: Other}\n", "2.yaml")
    found = only_mistake(tmp_path)
    assert (found.file, found.line) == ("2.yaml", 1)
    assert "“area” is given once" in found.expected


def test_a_folder_names_the_file_of_each_mistake(db, tmp_path):
    head, tail = changed(("lead_body: fire", "lead_body: fir")).split("successions:\n")
    area_file(tmp_path, head, "1-who.yaml")
    area_file(tmp_path, f"successions:\n{tail}", "2-when.yaml")
    found = only_mistake(tmp_path)
    assert (found.file, found.value) == ("2-when.yaml", "fir")
    assert found.line == line_of(f"successions:\n{tail}", "lead_body: fir")


def test_a_folder_without_files_and_a_path_to_nothing(db, tmp_path):
    assert "holds files ending in .yaml" in only_mistake(tmp_path).expected
    assert "no such file or folder" in only_mistake(tmp_path / "nothing.yaml").expected


def test_a_text_with_a_null_character(db, tmp_path):
    (tmp_path / "fires.md").write_bytes(b"Fires\x00 fell.")
    text = changed(("text_inline: Fires fell by a fifth.", "text: fires.md"))
    assert "null character" in only_mistake(area_file(tmp_path, text)).expected


def test_a_value_too_long_for_its_column(db, tmp_path):
    """PostgreSQL refuses what SQLite would keep: it is told on both, and nothing is loaded."""
    text = changed(("name: Shire Fire", f"name: {'Fire ' * 60}"))
    found = only_mistake(area_file(tmp_path, text))
    assert "is 299 letters long; body name, name: at most 200" in found.expected
    assert sum(count_everything().values()) == 0


def test_a_link_out_of_the_folder_is_not_followed(db, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("Not for the pack.")
    folder = tmp_path / "area"
    folder.mkdir()
    (folder / "fires.md").symlink_to(secret)
    text = changed(("text_inline: Fires fell by a fifth.", "text: fires.md"))
    assert "no such file beside this one" in only_mistake(area_file(folder, text)).expected


def test_a_text_that_is_not_utf_8(db, tmp_path):
    (tmp_path / "fires.md").write_bytes("Fires at the café".encode("latin-1"))
    text = changed(("text_inline: Fires fell by a fifth.", "text: fires.md"))
    found = only_mistake(area_file(tmp_path, text))
    assert (found.value, found.expected) == ("fires.md", "a text is saved as UTF-8")


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"not a PDF"), ("a.docx", b"PK nonsense")])
def test_a_file_that_cannot_be_read_is_a_mistake(db, tmp_path, name, data):
    """A paper's broken file is told before anything is loaded, like every other mistake."""
    (tmp_path / name).write_bytes(data)
    text = changed(("text_inline: Fires fell by a fifth.", f"file: {name}"))
    found = only_mistake(area_file(tmp_path, text))
    assert found.value == name
    assert sum(count_everything().values()) == 0


def test_a_slug_that_another_area_has(db, tmp_path):
    load(area_file(tmp_path, SMALL))
    before = count_everything()
    other = """
        area: {slug: other, name: Other}
        places: [{slug: vale, name: Vale of Other, tier: district}]
        bodies: [{slug: fire, name: Other Fire}, {slug: other-board, name: Other Board}]
    """
    with pytest.raises(AreaFileWrong) as wrong:
        load(area_file(tmp_path, other, "other.yaml"))
    assert [(one.value, one.line) for one in wrong.value.mistakes] == [("vale", 3), ("fire", 4)]
    assert all("belongs to Small Shire" in one.expected for one in wrong.value.mistakes)
    assert count_everything() == before


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("successions", "slug: ended, kind: abolish, before: [b], on: 2030-01-01, by: legislation"),
        ("agreements", "slug: small-agreement, board: b, title: T, from: 2018-04-01, parties: [],"
         " signatures: []"),
    ],
)  # fmt: skip
def test_other_slugs_of_another_area_are_not_taken_over(db, tmp_path, section, text):
    load(area_file(tmp_path, SMALL))
    before = count_everything()
    other = "area: {slug: other, name: Other}\nbodies: [{slug: b, name: B}]\n"
    other += f"{section}: [{{{text}}}]\n"
    found = only_mistake(area_file(tmp_path, other, "other.yaml"))
    assert "belongs to Small Shire" in found.expected
    assert found.line == 3
    assert count_everything() == before
