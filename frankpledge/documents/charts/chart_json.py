"""Charts to JSON and back without loss, so that what was found can be drawn years later the same.

The form is `{"kind": "bar-chart", "version": 1, …}`. Defaults are left out: stored charts stay
small, and a new field with a default needs no migration. Whoever changes what a field means, or a
default, raises the version and reads the old one as it was.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Final

from frankpledge.documents.charts import chart as lines
from frankpledge.documents.charts import comparing, maps
from frankpledge.documents.charts.describe import Chart

VERSION: Final = 1
_KINDS: Final[dict[str, type[Any]]] = {
    "line-chart": lines.LineChart,
    "step-chart": lines.StepChart,
    "bar-chart": comparing.BarChart,
    "share-curve": comparing.ShareCurve,
    "area-map": maps.AreaMap,
}
_PARTS: Final[dict[str, type[Any]]] = {
    "point": lines.Point,
    "limits": lines.Limits,
    "break": lines.Break,
    "line": lines.Line,
    "series": lines.Series,
    "band": lines.Band,
    "forecast": lines.Forecast,
    "score": lines.Score,
    "bar": comparing.Bar,
    "curve": comparing.Curve,
    "area": maps.Area,
    "class": maps.MapClass,
    "grid": maps.Grid,
}
_NAMES: Final = {cls: name for name, cls in (_KINDS | _PARTS).items()}


def spec_to_json(chart: Chart) -> dict[str, Any]:
    """The chart as dicts, lists, strings and numbers, for a database's JSON field."""
    record: dict[str, Any] = _encode(chart)
    return {"kind": record.pop("is"), "version": VERSION, **record}


def spec_from_json(data: dict[str, Any]) -> Chart:
    """The chart that `spec_to_json` wrote; ValueError, in plain words, for anything else."""
    kind, version = data.get("kind"), data.get("version")
    if kind not in _KINDS:
        raise ValueError(f"Expected one of the charts {', '.join(_KINDS)}, got {kind!r}.")
    if version != VERSION:
        raise ValueError(f"A {kind} of version {version!r} was expected in version {VERSION}.")
    rest = {key: value for key, value in data.items() if key not in ("kind", "version")}
    chart: Chart = _made(_KINDS[kind], kind, rest)
    return chart


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        record: dict[str, Any] = {"is": _NAMES[type(value)]}
        for field in fields(value):
            item = getattr(value, field.name)
            if field.default is MISSING or item != field.default:
                record[field.name] = _encode(item)
        return record
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    if set(value) == {"date"}:
        return date.fromisoformat(value["date"])
    name = value.get("is")
    if name not in _PARTS:
        raise ValueError(f"Expected a part of a chart, got {name!r}.")
    return _made(_PARTS[name], name, {key: item for key, item in value.items() if key != "is"})


def _made(cls: type[Any], name: str, record: dict[str, Any]) -> Any:
    try:
        return cls(**{key: _decode(item) for key, item in record.items()})
    except TypeError as error:
        raise ValueError(f"A {name} of a chart has the wrong fields: {error}.") from error
