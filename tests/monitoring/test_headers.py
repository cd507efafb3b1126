"""What every response tells a browser not to do, on a county's settings; and nothing inline."""

import json
import re
import subprocess
import sys

import pytest

from frankpledge.monitoring.middleware import HEADERS
from tests.support.other_process import ROOT, database_url, environment
from tests.support.source import PACKAGE

# Fetches as a county serves it, in a process of its own: settings are read once in a process.
FETCH = """
import json, django
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
client = Client(HTTP_HOST="board.example.org")
told = {}
for name, address, secure in (
    ("page", "/", True), ("missing", "/nothing/", True),
    ("static", "/static/frankpledge/start.js", True),
    ("plain", "/", False), ("probe", "/health/", False), ("form", "/account/sign-in/", True),
    ("stranger", "/", True),
):
    more = {"HTTP_HOST": "elsewhere.example.org"} if name == "stranger" else {}
    response = client.get(address, secure=secure, **more)
    told[name] = [response.status_code, dict(response.headers)]
entered = client.post("/account/demonstration/", {"username": "secretary"}, secure=True)
told["cookies"] = {
    key: {part: str(one[part]) for part in ("secure", "httponly", "samesite", "path", "domain")}
    for key, one in client.cookies.items()
}
print(json.dumps(told))
"""


@pytest.fixture
def county(demo, tmp_path):
    """What a county's service answers: name → status and headers, and its cookies."""
    around = environment(
        database_url(tmp_path),
        tmp_path,
        ALLOWED_HOSTS="board.example.org",
        FRANKPLEDGE_SECURE="1",
        FRANKPLEDGE_URL="https://board.example.org",
        TODAY="2018-10-01",
    )
    said = subprocess.run(
        [sys.executable, "-c", FETCH], cwd=ROOT, env=around, capture_output=True, text=True
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout.splitlines()[-1])


@pytest.mark.django_db(transaction=True)
def test_a_county_is_served_so_that_a_browser_guards_it(county):
    for name in ("page", "missing", "static", "form"):
        status, headers = county[name]
        assert status == (404 if name == "missing" else 200)
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        for header, value in HEADERS.items():
            assert headers[header] == value
        assert re.fullmatch(r"[0-9a-f]{12}", headers["X-Request-ID"])
        assert "Server" not in headers
    for name in ("page", "missing", "form"):
        policy = county[name][1]["Content-Security-Policy"]
        assert "object-src 'none'" in policy
        assert "unsafe" not in policy
    status, headers = county["plain"]
    assert (status, headers["Location"]) == (301, "https://board.example.org/")
    assert county["probe"][0] == 200
    assert county["stranger"][0] == 400
    assert set(county["cookies"]) >= {"__Host-sessionid", "__Host-csrftoken"}
    for name, cookie in county["cookies"].items():
        assert name.startswith("__Host-")
        assert cookie["secure"] == "True"
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
    assert county["cookies"]["__Host-sessionid"]["httponly"] == "True"


INLINE = {
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.I
    ),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=\s*[\"']", re.I),
    "an inline handler": re.compile(r"<[^>{]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a script as an address": re.compile(r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", re.I),
    "something from elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"https?:", re.I
    ),
}


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("templates/**/*.html")), ids=lambda path: path.name
)
@pytest.mark.once("it reads source text")
def test_no_template_holds_anything_inline(path):
    text = re.sub(
        r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text("utf-8"), flags=re.S
    )
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>alert(1)</script>", "an inline script"),
        ('<p style="color: red">', "an inline style"),
        ('<button onclick="go()">', "an inline handler"),
        ('<a href="javascript:go()">', "a script as an address"),
        ('<script src="https://cdn.example.org/a.js">', "something from elsewhere"),
    ],
)
@pytest.mark.once("it reads source text")
def test_the_patterns_find_what_they_are_for(html, what):
    assert INLINE[what].search(html)
    assert not any(one.search('<script src="/static/a.js"></script>') for one in INLINE.values())
