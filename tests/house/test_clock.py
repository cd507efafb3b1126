"""Only `frankpledge/shared/clock.py` reads the clock, so that a demonstration can set it."""

import ast

import pytest

from tests.support.source import PACKAGE, calls_in, imports_in, name_of, python_files

CLOCK = PACKAGE / "shared" / "clock.py"

# The last two parts of the call as written: `date.today`, also as `datetime.date.today`.
READS = {
    "date.today",
    "datetime.today",
    "datetime.now",
    "datetime.utcnow",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
}
# The same by `from … import`, which the call alone does not show.
IMPORTED = {
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    # The database's clock is a clock too.
    "django.db.models.functions.Now",
}


def clock_reads(path):
    """The places in a file that read the clock, as `file:line what`."""
    for call in calls_in(path):
        what = ".".join(ast.unparse(call.func).split(".")[-2:])
        if what in READS:
            yield f"{name_of(path)}:{call.lineno} {what}"
    for imported, line in imports_in(path):
        if imported in IMPORTED:
            yield f"{name_of(path)}:{line} {imported}"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        # A model field that stamps itself, or a default that is called later.
        if isinstance(node, ast.keyword) and (
            node.arg in {"auto_now", "auto_now_add"}
            or (node.arg == "default" and ast.unparse(node.value).endswith((".now", ".today")))
        ):
            if ast.unparse(node.value) in {"False", "clock.now", "clock.today"}:
                continue
            yield f"{name_of(path)}:{node.value.lineno} {node.arg}={ast.unparse(node.value)}"


def test_only_the_clock_module_reads_the_clock():
    found = [
        place
        for path in python_files("frankpledge")
        if path != CLOCK
        for place in clock_reads(path)
    ]
    assert not found, "Ask frankpledge.shared.clock instead:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "x = date.today()",
        "x = datetime.datetime.now(tz)",
        "from django.utils.timezone import now",
        "x = DateTimeField(auto_now=True)",
        "x = DateField(default=timezone.now)",
    ],
)
def test_the_rule_sees_a_read(line, tmp_path, monkeypatch):
    source = tmp_path / "sample.py"
    source.write_text(line)
    monkeypatch.setitem(clock_reads.__globals__, "name_of", str)
    assert list(clock_reads(source))
