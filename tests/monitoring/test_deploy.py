"""The files that put it on a server say what the table of settings says, and are well made."""

import re
import shutil
import subprocess

import pytest
import yaml

from frankpledge.cli import CONTENTS
from frankpledge.config.variables import VARIABLES, read
from tests.support.source import PACKAGE, ROOT

DEPLOY = ROOT / "deploy"
NAMES = {one.name for one in VARIABLES}
UNITS = sorted((DEPLOY / "systemd").iterdir())
# What belongs to Python, to PostgreSQL's image and to Compose, not to us.
NOT_OURS = {
    *("PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "NUMBA_CACHE_DIR"),
    *("POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"),
    "FRANKPLEDGE_IMAGE",
}


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def example():
    lines = (DEPLOY / "frankpledge.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_setting_that_the_code_reads_stands_in_the_table():
    missing = set()
    for path in PACKAGE.rglob("*.py"):
        said = re.findall(
            r"""(?:environ(?:\.get\(|\[)|environment(?:\.get\(|\[))["']([A-Z_]+)["']""",
            path.read_text(encoding="utf-8"),
        )
        missing |= {f"{path.name}: {one}" for one in said if one not in NAMES}
    assert missing - {"__init__.py: DJANGO_SETTINGS_MODULE"} <= {
        "wsgi.py: DJANGO_SETTINGS_MODULE",
        "gunicorn.py: PROMETHEUS_MULTIPROC_DIR",
        "counters.py: PROMETHEUS_MULTIPROC_DIR",
    }


@pytest.mark.parametrize("path", [*DEPLOY.rglob("*.*"), DEPLOY / "Containerfile"], ids=str)
def test_no_file_names_a_setting_that_nothing_reads(path):
    text = path.read_text(encoding="utf-8")
    named = set(
        re.findall(r"\b(FRANKPLEDGE_[A-Z_]+|NOTIFY_[A-Z_]+|SECRET_KEY|DATABASE_URL)\b", text)
    )
    assert named - NAMES - NOT_OURS == set()


def test_the_example_needs_its_secrets_and_nothing_else():
    given = example()
    assert set(given) <= NAMES
    given |= {"SECRET_KEY": "8f3Qz-KkT0v1xYw2Rr5mNn7pLl9sJh4gUb6dCaEeWiOoPqMX-Zt"}
    found = read(given)
    assert found["FRANKPLEDGE_SECURE"] is True
    assert found["MAIL"].host == "mail.example.org"
    # As it stands it is refused: nobody serves a county with the example's key.
    with pytest.raises(SystemExit):
        read(example())


def test_compose_runs_what_there_is():
    file = compose()
    commands = {
        name: one["command"][0] for name, one in file["services"].items() if "command" in one
    }
    assert commands == {"migrate": "migrate", "web": "serve", "worker": "work"}
    for one in commands.values():
        assert f"frankpledge {one} " in CONTENTS
    for name in commands:
        service = file["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert set(service["environment"]) <= NAMES
        assert "/data" in service["volumes"][0]
        needed = set(service["depends_on"])
        assert needed == ({"database"} if name == "migrate" else {"migrate"})
    assert file["services"]["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert set(file["volumes"]) == {"database", "files"}
    read({**example(), **file["services"]["web"]["environment"], "SECRET_KEY": ""})


def test_the_container_serves_as_nobody_in_particular():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    last = text.rpartition("FROM ")[2]
    assert "USER 10001:10001" in last
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in last
    for name in re.findall(r"^COPY ([\w./ ]+) [\w./]+$", text, re.MULTILINE):
        assert all((ROOT / one).exists() for one in name.split())
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = re.findall(r"^COPY ([\w./ ]+) [\w./]+$", text, re.MULTILINE)
    tops = {one.split("/")[0] for line in copied for one in line.split()}
    assert {f"!{one}" for one in tops} == {line for line in kept if line.startswith("!")}
    named = set(re.findall(r"([A-Z_]{4,})=", text.partition("ENV ")[2].partition("USER")[0]))
    assert named <= NAMES | NOT_OURS


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_each_unit_is_well_made(unit, tmp_path):
    if not (analyse := shutil.which("systemd-analyze")):
        pytest.skip("systemd-analyze is not on this machine")
    # The programs and the account are on a server, not here: stand-ins take their place.
    for one in UNITS:
        text = one.read_text(encoding="utf-8")
        text = re.sub(r"/opt/frankpledge/\.venv/bin/frankpledge", "/bin/true", text)
        text = re.sub(r"^(User|Group)=.*$", r"\1=root", text, flags=re.MULTILINE)
        (tmp_path / one.name).write_text(text, encoding="utf-8")
    name = unit.name.replace("@.", "@1.")
    (tmp_path / unit.name).rename(tmp_path / name)
    said = subprocess.run(
        [analyse, "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "SYSTEMD_LOG_LEVEL": "warning"},
    )
    ours = [line for line in said.stderr.splitlines() if "frankpledge" in line]
    assert (said.returncode, ours) == (0, [])


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_each_unit_runs_a_command_that_there_is(unit):
    text = unit.read_text(encoding="utf-8")
    for command in re.findall(r"bin/frankpledge (\w+)", text):
        assert f"frankpledge {command}" in CONTENTS
    if unit.suffix == ".service":
        for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "User=frankpledge"):
            assert line in text
    else:
        assert unit.with_suffix(".service").exists()


def test_the_proxy_writes_over_what_came_from_outside():
    text = (DEPLOY / "nginx-proxy.conf").read_text(encoding="utf-8")
    assert "X-Forwarded-For $remote_addr;" in text
    assert "proxy_add_x_forwarded_for" not in text
    assert "access_log off" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
