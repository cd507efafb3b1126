"""Every setting that comes from the environment, in one table, read and checked at once.

`VARIABLES` is that table: docs/settings.md is written from it, `frankpledge check` prints it, and a
test holds every other place that names a setting against it. It knows no Django.
"""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATABASES = ("postgres", "postgresql", "sqlite")
SHORTEST_KEY = 50
OURS = "FRANKPLEDGE_"
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]|\*")


class Wrong(ValueError):
    """A setting cannot be read. The message says what to write, and never repeats a secret."""


@dataclass(frozen=True)
class Variable:
    """One setting: what it means, an example, what holds without it, and how it is read.

    `read` takes what was written, without blanks around it, and raises Wrong. `default` is put into
    words in `without`, where it depends on something else.
    """

    name: str
    meaning: str
    example: str
    read: Callable[[str], Any]
    default: Any = ""
    without: str = ""
    secret: bool = False
    group: str = "Where it is"


@dataclass(frozen=True)
class Environment:
    """What the environment says, by name, and what it says that nothing reads."""

    values: Mapping[str, Any]
    given: frozenset[str]
    unknown: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def text(given: str) -> str:
    """As it was written."""
    return given


def day(given: str) -> date | None:
    """A demonstration's day; None for the real one."""
    if given == "now":
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Wrong(
            f"TODAY is “{given}”. Give a day such as TODAY=2018-10-01, or “now”."
        ) from error


def whole_number(name: str, least: int, most: int) -> Callable[[str], int]:
    """Reads a number between these two."""

    def read(given: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", given) or not least <= int(given) <= most:
            raise Wrong(f"{name} is “{given}”. Write a whole number from {least} to {most}.")
        return int(given)

    return read


def yes_or_no(name: str) -> Callable[[str], bool]:
    """Reads 1 or 0: a “false” that counts as yes has made many a service insecure."""

    def read(given: str) -> bool:
        if given not in {"0", "1"}:
            raise Wrong(f"{name} is “{given}”. Write 1 for yes, or 0 for no.")
        return given == "1"

    return read


def one_of(name: str, *words: str) -> Callable[[str], str]:
    """Reads one of these words."""

    def read(given: str) -> str:
        if given not in words:
            raise Wrong(f"{name} is “{given}”. Write {' or '.join(f'“{one}”' for one in words)}.")
        return given

    return read


def database(given: str) -> str:
    """An address of a database. It may hold a password, so no part but its kind is repeated."""
    kind = given.partition("://")[0]
    if kind not in DATABASES or "://" not in given:
        raise Wrong(
            "DATABASE_URL does not begin with postgres:// or sqlite://. Write it such as "
            "postgres://frankpledge:password@database.example.org/frankpledge."
        )
    try:
        named = urlsplit(given).path.strip("/") and (urlsplit(given).port or True)
    except ValueError as error:
        raise Wrong(
            "DATABASE_URL cannot be read. Write / : @ ? # % in a name or password with % codes, "
            "such as %2F for a slash."
        ) from error
    if not named:
        raise Wrong("DATABASE_URL names no database. Write its name after the last slash.")
    return given


def hosts(given: str) -> list[str]:
    """Host names, separated by commas."""
    names = [one.strip() for one in given.split(",") if one.strip()]
    for one in names:
        if not HOST.fullmatch(one):
            raise Wrong(
                f"ALLOWED_HOSTS names “{one}”. Write host names alone, without https:// and "
                "without a port, separated by commas: board.example.org,localhost."
            )
    return names


def address(given: str) -> str:
    """Where people reach the service; without a slash at its end."""
    parts = urlsplit(given)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise Wrong(
            f"FRANKPLEDGE_URL is “{given}”. Write where people reach the service, such as "
            "https://board.example.org."
        )
    return given.rstrip("/")


def networks(name: str) -> Callable[[str], tuple[Any, ...]]:
    """Reads addresses or networks, separated by commas."""

    def read(given: str) -> tuple[Any, ...]:
        try:
            return tuple(ip_network(one.strip()) for one in given.split(",") if one.strip())
        except ValueError as error:
            raise Wrong(
                f"{name} is “{given}”. Write addresses or networks, separated by commas: "
                "127.0.0.1,10.1.0.0/16."
            ) from error

    return read


def secret_key(given: str) -> str:
    """A key that nobody can guess."""
    if len(given) < SHORTEST_KEY or len(set(given)) < 10:
        raise Wrong(
            f"SECRET_KEY is too short or too plain. Write {SHORTEST_KEY} random characters or "
            "more: python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes some."
        )
    return given


def token(given: str) -> str:
    """A word that opens the metrics, which nobody can guess."""
    if len(given) < 20:
        raise Wrong("FRANKPLEDGE_METRICS_TOKEN is too short. Write at least 20 random characters.")
    return given


def engine(given: str) -> str:
    """What measures run on."""
    if not re.fullmatch(r"(?i:duckdb)?|spark://\S+|local\[(\d+|\*)\]", given):
        raise Wrong(
            f"FRANKPLEDGE_ENGINE is “{given}”. It is nothing or “duckdb” for DuckDB in this "
            "process, or a Spark cluster as spark://host:port, or local[2]."
        )
    return given


def folder(given: str) -> Path:
    """A folder, from the root."""
    return Path(given).expanduser().resolve()


def read_environment(
    given: Mapping[str, str],
    variables: tuple[Variable, ...],
    together: Mapping[str, Callable[[Mapping[str, str]], Any]],
    families: re.Pattern[str],
) -> Environment:
    """What the environment says. Raises ExceptionGroup with every mistake, not only the first.

    What is set to nothing counts as not set: a service manager cannot always leave a name out.
    `together` reads what several settings say between them, each under a name of its own;
    `families` are names that hold a word that somebody chose, and that `together` reads.
    """
    values: dict[str, Any] = {}
    mistakes: list[Exception] = []
    for one in variables:
        written = given.get(one.name, "").strip()
        try:
            values[one.name] = one.read(written) if written else one.default
        except ValueError as wrong:
            mistakes.append(wrong)
    for name, read in together.items():
        try:
            values[name] = read(given)
        except ValueError as wrong:
            mistakes.append(wrong)
    if mistakes:
        raise ExceptionGroup("settings", mistakes)
    known = {one.name for one in variables}
    ours = {name for name in given if name.startswith(OURS)} - known
    unknown = sorted(name for name in ours if not families.fullmatch(name))
    present = frozenset(name for name in known if given.get(name, "").strip())
    return Environment(values, present, tuple(unknown))


def about_unknown(name: str, variables: tuple[Variable, ...]) -> str:
    """What to say of a name that nothing reads: most likely a slip of the hand."""
    close = difflib.get_close_matches(name, [one.name for one in variables], n=1, cutoff=0.7)
    meant = f" Is {close[0]} meant?" if close else ""
    return f"{name} is set, and nothing reads a setting of that name.{meant}"


def shown(one: Variable, given: str) -> str:
    """A setting as it may be printed: an address without its password, a secret not at all."""
    if not one.secret:
        return given
    if "://" in given:
        return re.sub(r"://[^@/]*@", "://…@", given)
    return "(set, and not shown)"
