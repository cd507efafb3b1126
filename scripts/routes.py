"""Writes tests/house/route_table.tsv: every route and verb, by every kind of person.

`--check` changes nothing, and fails where the file is not what the declarations come to. Read the
difference before you share it: it says who may have what.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "house" / "route_table.tsv"


def main(arguments: list[str]) -> int:
    """Write the table, or check it. 0 where all is well."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    import django

    django.setup()
    from tests.support.route_table import as_text, whole_table

    text = as_text(whole_table())
    if "--check" not in arguments:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.is_file() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print("tests/house/route_table.tsv is not as it should be: run scripts/routes.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
