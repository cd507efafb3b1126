"""The drawings of an answer: its chart, its map, and for hot spots how thickly crimes lie."""

from frankpledge.analytics.engine import DuckEngine
from frankpledge.analytics.measures.points import points
from frankpledge.documents.charts import AreaMap, Chart, spec_from_json
from frankpledge.evidence.findings.asking import Asked
from frankpledge.evidence.findings.charting import spec_of
from frankpledge.evidence.keeping import engine, store
from frankpledge.evidence.maps import map_of
from frankpledge.evidence.statistics_maps import density_map


def drawings(found: Asked, title: str, source: str) -> list[Chart]:
    """What is drawn of an answer, the most telling first; nothing where a table says it better."""
    spec = spec_of(found.figures, title, source, found.measure.name)
    drawn: list[Chart] = [spec_from_json(spec)] if spec else []
    ground = next((one for one in drawn if isinstance(one, AreaMap)), None)
    if ground is None:
        picture = map_of(store(), found.figures, title, source)
        return [*drawn, picture] if picture else drawn
    if found.measure.name == "hot-spots":
        density = _density(found, ground)
        drawn += [density] if density else []
    return drawn


def _density(found: Asked, ground: AreaMap) -> AreaMap | None:
    """None on a cluster, which reads no single rows for a page; and where points are too many."""
    mine = engine()
    if not isinstance(mine, DuckEngine):
        return None
    placed = points(store(), found.question, mine)
    try:
        return density_map(placed, ground)
    except ValueError:
        return None
