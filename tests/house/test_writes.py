"""Records change only in `operations`: read from the source, so that no path is missed.

Names alone decide, so a few harmless calls share them. `dict.update`, `hash.update` and the like
are told apart by how they are called; what is left stands in ALLOWED with its reason.
"""

import ast

import pytest

from tests.support.source import calls_in, name_of, python_files

# File → why its writes are right where they are. A line that is no longer needed fails.
ALLOWED: dict[str, str] = {}
# These packages know no Django, so their `save` and `update` are of files and hashes.
WITHOUT_RECORDS = ("frankpledge/documents/", "frankpledge/analytics/")

ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_base"}
ALWAYS |= {f"a{name}" for name in ALWAYS} | {"asave", "adelete", "aupdate"}


def is_pass_through(call):
    """`super().save(…)` inside a model's own save: the caller is judged, not this."""
    receiver = call.func.value
    return isinstance(receiver, ast.Call) and ast.unparse(receiver.func) == "super"


def is_query(receiver):
    """Whether the thing before the dot is a manager or a query, as far as it can be seen."""
    parts = list(ast.walk(receiver))
    if any(isinstance(part, ast.Attribute) and part.attr == "objects" for part in parts):
        return True
    # `meeting.items.filter(…).update(…)`: a method was called on the way.
    return isinstance(receiver, ast.Call) and isinstance(receiver.func, ast.Attribute)


def is_write(call):
    """Whether a call changes records."""
    if not isinstance(call.func, ast.Attribute) or is_pass_through(call):
        return False
    name, receiver = call.func.attr, call.func.value
    if name in ALWAYS:
        return True
    if name == "save":
        # A document or picture is saved to somewhere; a record is saved with keywords at most.
        return not call.args
    if name == "delete":
        return not call.args
    if name == "update":
        # A record's fields are always named; a mapping's or a hash's update is handed a thing.
        named = bool(call.keywords) and not call.args
        return is_query(receiver) or named
    return False


def may_write(path):
    """Whether a file is an `operations` room, or knows no records at all."""
    name = name_of(path)
    return (
        path.name == "operations.py"
        or "operations" in path.parts
        or name.startswith(WITHOUT_RECORDS)
    )


def writes_by_file():
    """File → its writes, for each file that is not an operations room."""
    found: dict[str, list[str]] = {}
    for path in python_files("frankpledge"):
        if may_write(path):
            continue
        for call in calls_in(path):
            if is_write(call):
                where = f"{name_of(path)}:{call.lineno} {ast.unparse(call.func)}()"
                found.setdefault(name_of(path), []).append(where)
    return found


def test_records_change_only_in_operations():
    found = [
        place
        for name, places in writes_by_file().items()
        if name not in ALLOWED
        for place in places
    ]
    assert not found, "Move these writes into an operations module:\n" + "\n".join(found)


def test_no_exception_outlives_its_need():
    stale = ALLOWED.keys() - writes_by_file().keys()
    assert not stale, f"No longer needed in ALLOWED: {sorted(stale)}"


@pytest.mark.parametrize(
    "line",
    [
        "Body.objects.create(name='x')",
        "body.names.create(name='x')",
        "body.save()",
        "body.save(update_fields=['name'])",
        "body.delete()",
        "Body.objects.filter(pk=1).update(name='x')",
        "body.names.update(name='x')",
        "Body.objects.bulk_create(rows)",
        "Body.objects.all().delete()",
        "Body.objects.aget_or_create(name='x')",
    ],
)
def test_the_rule_sees_a_write(line):
    assert is_write(ast.parse(line).body[0].value)


@pytest.mark.parametrize(
    "line",
    [
        "super().save(*args, **kwargs)",
        "totals.update(found)",
        "digest.update(data)",
        "hashlib.sha256().hexdigest()",
        "document.save(buffer)",
        "cache.delete('key')",
    ],
)
def test_the_rule_leaves_others_alone(line):
    assert not is_write(ast.parse(line).body[0].value)
