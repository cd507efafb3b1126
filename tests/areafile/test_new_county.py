"""The county that docs/new-county.md builds from a blank file is the example file, and it loads."""

import re
from pathlib import Path

import pytest
import yaml

from frankpledge.areafile.checks import checked
from frankpledge.areafile.operations import load
from frankpledge.areafile.reading import PlainLoader

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXAMPLE = DOCS / "examples" / "new-county.yaml"


def test_the_steps_on_the_page_make_the_example():
    page = (DOCS / "new-county.md").read_text(encoding="utf-8")
    steps = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(steps) > 5
    built = yaml.load("\n".join(steps), Loader=PlainLoader)
    assert built == yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=PlainLoader)


@pytest.mark.django_db
def test_the_example_is_right_and_loads():
    assert checked(EXAMPLE).mistakes == []
    assert load(EXAMPLE).added["bodies"] > 5
    assert not load(EXAMPLE).added


@pytest.mark.django_db
def test_a_body_dropped_from_the_file_stays_and_is_told(tmp_path):
    load(EXAMPLE)
    text = EXAMPLE.read_text(encoding="utf-8")
    found = yaml.load(text, Loader=PlainLoader)
    found["bodies"].append({"slug": "passing-body", "name": "Passing body"})
    with_it = tmp_path / "with.yaml"
    with_it.write_text(yaml.safe_dump(found, allow_unicode=True), encoding="utf-8")
    load(with_it)
    sync = load(EXAMPLE)
    assert any("Passing body is no longer in the file" in line for line in sync.left)
    assert not sync.removed["bodies"]
