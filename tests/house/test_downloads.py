"""Every file that somebody sent goes out through one function, which lets a browser run nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import FileField
from django.http import Http404
from django.urls import URLPattern, URLResolver, get_resolver

import frankpledge
from frankpledge.meetings.models import Paper
from frankpledge.shared.uploads.serving import download
from tests.support.letting_go import let_go

CODE = Path(frankpledge.__file__).parent
# Every field that keeps a file → the route by which it goes out; nothing for those that never do.
OUT = {
    "actions.ActionReport.evidence": "actions:evidence",
    "actions.ActionImport.original": "",
    "answering.WordReturn.original": "word:paper-original",
    "meetings.Paper.original": "meetings:original",
    "meetings.CirculatedPaper.original": "meetings:sent-original",
    "releases.LoadFile.file": "",
    "releases.Mapping.sample": "",
    "risks.RiskImport.original": "",
    "indicators.ValueImport.original": "",
    "surveys.Survey.original": "",
}
# Where else a whole file is answered with: what we wrote ourselves.
OURS = {"evidence/releases/views/releases.py"}
# Views that read a kept file to show what is in it.
READ = {
    "actions/views/imports.py",
    "review/risks/views/imports.py",
    "review/indicators/views/imports.py",
    "evidence/surveys/views/sending.py",
    "evidence/releases/views/mappings.py",
    "evidence/releases/views/releases.py",
}


def test_of_every_field_it_is_known_whether_and_how_its_file_goes_out():
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("frankpledge.")
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    }
    assert found == set(OUT)


def views_of(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inside = ":".join(filter(None, (space, one.namespace or "")))
            yield from views_of(one.url_patterns, inside)
        elif one.name:
            yield f"{space}:{one.name}" if space else one.name, one.callback.__module__


def test_each_of_those_routes_is_one_that_calls_the_one_function():
    modules = dict(views_of(get_resolver().url_patterns))
    for route in filter(None, OUT.values()):
        path = CODE.parent / Path(*modules[route].split(".")).with_suffix(".py")
        assert "download(" in path.read_text(), route


def sources() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(CODE.rglob("*.py")):
        where = path.relative_to(CODE).as_posix()
        if "migrations" not in where:
            yield where, ast.parse(path.read_text(encoding="utf-8"))


def test_no_other_code_answers_with_a_file():
    for where, tree in sources():
        calls = {
            one.func.id
            for one in ast.walk(tree)
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
        }
        if calls & {"FileResponse", "StreamingHttpResponse"}:
            assert where in {"shared/uploads/serving.py", *OURS}, where
        opens = any(
            isinstance(one, ast.Call)
            and isinstance(one.func, ast.Attribute)
            and one.func.attr == "open"
            and bool(one.args)
            for one in ast.walk(tree)
        )
        if opens and "views" in where:
            assert where in READ, where


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.html", b"<!DOCTYPE html><script>alert(1)</script>", "application/octet-stream"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream"),
        ("a.png", b"<html><script>alert(1)</script>", "application/octet-stream"),
        ("a.txt", b"%PDF-1.4", "application/pdf"),
        ("Ŵ “x”; filename=a.exe\r\nX: y.pdf", b"%PDF-1.4", "application/pdf"),
    ],
)
def test_a_browser_runs_none_of_it(name, data, kind, settings, tmp_path):
    paper = Paper()
    paper.original.save("kept.bin", ContentFile(data), save=False)
    response = download(paper.original, name)
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert not {"\r", "\n"} & set(response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.getvalue() == data
    let_go(response)


def test_a_file_that_is_not_there_is_not_found():
    with pytest.raises(Http404):
        download(Paper().original, "a.pdf")
    with pytest.raises(Http404):
        download(Paper(original="papers/gone.pdf").original, "a.pdf")


def test_no_address_leads_to_the_folder_of_files(settings):
    assert settings.MEDIA_URL in ("", "/")
    assert not any("serve" in module for _, module in views_of(get_resolver().url_patterns))
