"""The heat map of a register: the same risks as its list, by likelihood and impact."""

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.review.risks.queries.lines import RiskLine
from frankpledge.review.risks.rules.matrix import Matrix, shade


@dataclass(frozen=True)
class HeatCell:
    """One cell: its levels counted from 1, its band, how dark it is drawn, the risks in it."""

    likelihood: int
    impact: int
    band: str
    shade: int
    lines: tuple[RiskLine, ...]

    @property
    def key(self) -> str:
        """The cell in an address: "4x5" is likelihood 4, impact 5."""
        return f"{self.likelihood}x{self.impact}"


@dataclass(frozen=True)
class HeatRow:
    """One level of likelihood, with its cells from the lowest impact to the highest."""

    level: int
    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatMap:
    """Open risks on the area's matrix, likelihood from the highest down.

    `unscored`, and `earlier`, scored on a matrix that has changed since, stand beside it, so that
    the map and the list always say the same.
    """

    impacts: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    unscored: tuple[RiskLine, ...]
    earlier: tuple[RiskLine, ...]
    source: str

    @property
    def placed(self) -> int:
        """How many risks stand in the cells."""
        return sum(len(cell.lines) for row in self.rows for cell in row.cells)


def heat_map(matrix: Matrix | None, lines: Iterable[RiskLine]) -> HeatMap | None:
    """Open risks among these on a matrix; None where the area has none."""
    if matrix is None:
        return None
    held: dict[tuple[int, int], list[RiskLine]] = {}
    unscored: list[RiskLine] = []
    earlier: list[RiskLine] = []
    for one in lines:
        if not one.open:
            continue
        if one.scored is None:
            unscored.append(one)
        elif matrix.has(one.scored):
            held.setdefault((one.scored.likelihood, one.scored.impact), []).append(one)
        else:
            earlier.append(one)
    return HeatMap(
        impacts=matrix.impact,
        rows=tuple(
            HeatRow(level, name, tuple(_cells(matrix, level, held)))
            for level, name in reversed(list(enumerate(matrix.likelihood, start=1)))
        ),
        unscored=tuple(unscored),
        earlier=tuple(earlier),
        source=matrix.source,
    )


def _cells(
    matrix: Matrix, likelihood: int, held: dict[tuple[int, int], list[RiskLine]]
) -> Iterable[HeatCell]:
    for impact in range(1, len(matrix.impact) + 1):
        scored = matrix.score(likelihood, impact)
        yield HeatCell(
            likelihood=likelihood,
            impact=impact,
            band=scored.band,
            shade=shade(scored.level, scored.levels),
            lines=tuple(held.get((likelihood, impact), ())),
        )
