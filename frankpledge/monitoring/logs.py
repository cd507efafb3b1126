"""How logs are written: one JSON object a line, and nothing in it that tells of a person.

Every line, ours or a library's, goes through `clean`. An exception leaves its kind and where it
arose; its words only where they cannot hold what somebody wrote (SPEAKS_OF_THE_MACHINE). Paths are
never written, since a signed link is one: the name of the route stands for them.
"""

import logging
import re
import traceback
from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any

import structlog

Event = MutableMapping[str, Any]
ADDRESS = re.compile(r"[^\s@<>\"'“”(),:;]+@[^\s@<>\"'“”(),:;]+\.[^\s@<>\"'“”(),:;]+")
QUERY = re.compile(r"(?<=[\w/])\?[\w%.+-]+=\S*")
# What opens something stands behind these words in an address; so does any long random word.
OPENS = re.compile(r"(/answer/|/calendar/mine/)[^/\s\"'?]+")
RANDOM = re.compile(r"\b(?=[\w:-]*\d)(?=[\w:-]*[A-Za-z])[\w:-]{32,}")
CLIENT = re.compile(r"\bip=\S+")
SPEAKS_OF_THE_MACHINE = ("OperationalError", "AttributeError", "NameError", "ImportError")
# gunicorn names the address asked for when an application fails below Django.
GUNICORN_FAILED = "Error handling request"


def clean(text: str) -> str:
    """The text without mail addresses, query strings, signed words and clients’ addresses."""
    text = ADDRESS.sub("[mail address]", text)
    text = OPENS.sub(r"\1[link]", QUERY.sub("", text))
    return CLIENT.sub("ip=[hidden]", RANDOM.sub("[token]", text))


def where_it_arose(error: BaseException) -> list[str]:
    """An exception and what caused it, as kinds, files, lines and functions."""
    told: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(told) < 200:
        kind = type(seen).__name__
        speaks = any(one.__name__ in SPEAKS_OF_THE_MACHINE for one in type(seen).__mro__)
        told.append(f"{kind}: {clean(str(seen))}" if speaks else kind)
        frames = traceback.extract_tb(seen.__traceback__)
        told += [f"  {one.filename}:{one.lineno} {one.name}" for one in frames]
        seen = seen.__cause__ or seen.__context__
    return told


def _exceptions(_: Any, __: str, event: Event) -> Event:
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = where_it_arose(error)
    event.pop("exception", None)
    event.pop("stack_info", None)
    return event


def _requests(_: Any, __: str, event: Event) -> Event:
    """A library's line about a request: what happened and on which route, not at which address."""
    record = event.get("_record")
    request = getattr(record, "request", None)
    if request is not None:
        status = getattr(record, "status_code", None)
        event["event"] = HTTPStatus(status).phrase if status else "Request refused"
        match = getattr(request, "resolver_match", None)
        event["route"] = match.view_name if match else "unknown"
        if number := getattr(request, "number", ""):
            event["request"] = number
    elif str(event.get("event", "")).startswith(GUNICORN_FAILED):
        event["event"] = GUNICORN_FAILED
    return event


def _strings(_: Any, __: str, event: Event) -> Event:
    for name, value in event.items():
        if isinstance(value, str) and name not in {"request", "timestamp", "level", "logger"}:
            event[name] = clean(value)
    return event


def set_up(how: str) -> dict[str, Any]:
    """Prepare structlog, and return Django's LOGGING: `json` for a collector, `words` for a person.

    On a laptop a failure is shown whole, and the requests are not listed.
    """
    first: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *first, formatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    told = {"()": formatter, "foreign_pre_chain": first, "processors": _written(how)}
    ours = "INFO" if how == "json" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"told": told},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "told"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "frankpledge": {"level": ours},
            # What Django says of a page that is not found, our own line says without its address.
            "django.request": {"level": "ERROR"},
            "gunicorn.error": {"level": ours, "handlers": [], "propagate": True},
        },
    }


def _written(how: str) -> list[Any]:
    """How a line is made of what happened: the last steps."""
    forget = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if how == "json":
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [_requests, _exceptions, forget, _strings, as_json]
    whole = structlog.dev.plain_traceback
    return [forget, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=whole)]


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger that takes what happened, and facts by name: `log.info("request", status=200)`."""
    found: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return found


def level_of(status: int) -> int:
    """How loudly a request is told of."""
    return logging.ERROR if status >= 500 else logging.INFO
