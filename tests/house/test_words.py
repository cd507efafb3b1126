"""Words that may not stand in the code, the templates, or any committed file."""

import re

from tests.support.source import PACKAGE, ROOT, name_of, tracked_files

# An area is data. These name the demonstration's county and the places and bodies in it.
AREA_WORDS = (
    "Cambridgeshire",
    "Peterborough",
    "Cambridge",
    "Huntingdonshire",
    "Huntingdon",
    "Fenland",
    "Cambourne",
    "Northstowe",
    "BeNCH",
)
# Kinds of body are roles that a body holds. "PCC" names two bodies in one county, and both kinds
# come and go. Also as a part of an identifier: pcc_id, is_ccg.
BODY_KINDS = ("PCC", "CCG", "CRC")

# Not how we speak to people: a button says what happens, an error what to do.
REFUSED_IN_TEMPLATES = (r">\s*submit\s*<", r'value="submit"', r"invalid input", r">\s*ok\s*<")

# Put together here, so that this file does not hold them itself.
PLACES_NOT_OURS = tuple(
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.", "npmjs"),
        ("registry.", "yarnpkg"),
        ("deb.", "debian.org"),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/opt/", "pypi"),
        ("file:", "///"),
        ("/ho", "me/"),
        ("/Us", "ers/"),
    )
)
BINARY = {
    ".png",
    ".ico",
    ".woff",
    ".woff2",
    ".pdf",
    ".docx",
    ".odt",
    ".xlsx",
    ".ttf",
    ".otf",
    ".gz",
    ".age",
    ".zip",
    ".jpg",
}


def lines_matching(pattern, paths):
    """Each line that matches, as `file:line text`."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        # Most files hold nothing: look at the whole before each line.
        if not pattern.search(text):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                yield f"{name_of(path)}:{number} {line.strip()[:120]}"


def package_files(*endings):
    """The package's own files of these kinds; what was vendored under static is not ours."""
    return [
        path
        for ending in endings
        for path in sorted(PACKAGE.rglob(f"*{ending}"))
        if "static" not in path.parts
    ]


def test_the_code_names_no_area():
    # The index of harm is known by the name of its paper.
    pattern = re.compile(f"(?:{'|'.join(AREA_WORDS)})(?! Crime Harm Index)")
    found = list(lines_matching(pattern, package_files(".py", ".html", ".typ", ".txt")))
    assert not found, "An area is data, not code:\n" + "\n".join(found)


def test_the_code_names_no_kind_of_body():
    pattern = re.compile(rf"(?<![a-z])(?:{'|'.join(BODY_KINDS)})(?![a-z])", re.IGNORECASE)
    found = list(lines_matching(pattern, package_files(".py", ".html", ".typ", ".txt")))
    assert not found, "A kind of body is a role that it holds:\n" + "\n".join(found)


def test_templates_speak_plainly():
    pattern = re.compile("|".join(REFUSED_IN_TEMPLATES), re.IGNORECASE)
    found = list(lines_matching(pattern, package_files(".html", ".txt")))
    assert not found, "Say what happens, or what to do:\n" + "\n".join(found)


def test_no_committed_file_says_where_it_was_made():
    pattern = re.compile("|".join(re.escape(place) for place in PLACES_NOT_OURS))
    files = [path for path in tracked_files() if path.suffix.lower() not in BINARY]
    assert ROOT / "pyproject.toml" in files
    found = list(lines_matching(pattern, files))
    assert not found, "A registry's host or a machine's path:\n" + "\n".join(found)
