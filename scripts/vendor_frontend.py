"""Take GOV.UK Frontend from npm and write the CSS and JavaScript that we commit.

Usage: python scripts/vendor_frontend.py [--check]

Nobody who runs Frankpledge needs Node: this is run by hand when the version below changes.
GOV.UK Frontend is MIT licensed, but the GDS Transport typeface, the crown and the royal crest
are for GOV.UK alone, so they are taken out here. Our colours are not set here: they live in
static/frankpledge/frankpledge.css, through the custom properties that the package offers.
"""

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "govuk-frontend"
VERSION = "6.6.0"
FONTS = '"Helvetica Neue",Arial,sans-serif'
TARGET = Path(__file__).resolve().parent.parent / "frankpledge/web/static/govuk"
# Selectors that draw what belongs to GOV.UK: its crown, its crest and its logotype.
NOT_OURS = re.compile(r"crown|copyright-logo|govuk-logo|govuk-header__product-name")
NEVER = ("@font-face", "GDS Transport", "crest", "crown", "fonts.gov", "sourceMappingURL")

LICENCE = """GOV.UK Frontend {version}, with its typeface, crown and crest taken out.

The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def fetch(folder: Path) -> Path:
    """Download the package with npm and unpack it in `folder`; return its dist folder."""
    subprocess.run(
        ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package/dist/govuk"


def rules_of(css: str) -> list[tuple[str, str]]:
    """Split a style sheet into (prelude, body) pairs; the body is "" for plain statements.

    Minified CSS has no comments and no braces inside strings, which is all this relies on.
    """
    rules, start, depth, opened = [], 0, 0, 0
    for place, letter in enumerate(css):
        if letter == "{":
            depth += 1
            if depth == 1:
                opened = place
        elif letter == "}":
            depth -= 1
            if depth == 0:
                rules.append((css[start:opened].strip(), css[opened + 1 : place]))
                start = place + 1
        elif letter == ";" and depth == 0:
            rules.append((css[start : place + 1].strip(), ""))
            start = place + 1
    return rules


def without_what_is_not_ours(css: str) -> str:
    """The style sheet without web fonts and without rules for the crown, crest and logotype."""
    kept = []
    for prelude, body in rules_of(css):
        if prelude.startswith("@font-face"):
            continue
        if prelude.startswith(("@media", "@supports")):
            body = without_what_is_not_ours(body)
            if body:
                kept.append(f"{prelude}{{{body}}}")
        elif prelude.endswith(";"):
            kept.append(prelude)
        elif selectors := [s for s in prelude.split(",") if not NOT_OURS.search(s)]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def style_sheet(original: str) -> str:
    """Our copy of the package's CSS."""
    css = re.sub(r"/\*.*?\*/", "", original, flags=re.DOTALL)
    css = without_what_is_not_ours(css)
    css = css.replace("GDS Transport,arial,sans-serif", FONTS)
    return f"{css}\n"


def script(original: str) -> str:
    """Our copy of the package's JavaScript module: as it is, without the source map's name."""
    return re.sub(r"\s*//# sourceMappingURL=\S+\s*$", "", original) + "\n"


def vendored(dist: Path) -> dict[str, str]:
    """What the static folder is to hold: file name to text.

    Raises SystemExit when something that is not ours is left, which a new version may cause.
    """
    css = style_sheet((dist / "govuk-frontend.min.css").read_text(encoding="utf-8"))
    left = [word for word in NEVER if word.lower() in css.lower()]
    if left:
        raise SystemExit(f"The style sheet still mentions {', '.join(left)}: mend NOT_OURS.")
    return {
        "govuk-frontend.min.css": css,
        "govuk-frontend.min.js": script(
            (dist / "govuk-frontend.min.js").read_text(encoding="utf-8")
        ),
        "LICENCE.txt": LICENCE.format(version=VERSION),
    }


def main() -> int:
    """Write the files, or with --check say whether they are what the package gives."""
    parser = argparse.ArgumentParser(description="Vendor GOV.UK Frontend")
    parser.add_argument("--check", action="store_true", help="change nothing; fail when stale")
    only_check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        files = vendored(fetch(Path(folder)))
    stale = [
        name
        for name, text in files.items()
        if not (TARGET / name).exists() or (TARGET / name).read_text(encoding="utf-8") != text
    ]
    if only_check:
        print(f"Stale: {', '.join(stale)}" if stale else f"{PACKAGE} {VERSION}: as vendored")
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (TARGET / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
