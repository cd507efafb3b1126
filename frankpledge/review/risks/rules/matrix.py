"""The area's own matrix of likelihood and impact, and what a score on it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.shared.verdict import ALLOWED, Verdict, refused

SMALLEST, LARGEST = 2, 6


@dataclass(frozen=True)
class Scored:
    """A score as it was judged, in the words of the matrix of its day.

    Levels count from 1, the lowest; `level` is the band's place among `levels` bands.
    """

    likelihood: int
    impact: int
    likelihoods: int
    impacts: int
    likelihood_words: str
    impact_words: str
    band: str
    level: int
    levels: int

    @property
    def value(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact

    @property
    def most(self) -> int:
        """The highest value that the matrix of its day gives."""
        return self.likelihoods * self.impacts

    @property
    def weight(self) -> tuple[float, float]:
        """For ordering, the worst highest, whatever matrix it was scored on."""
        return self.level / self.levels, self.value / self.most

    @property
    def words(self) -> str:
        """ "12 of 25, likely × moderate"."""
        both = f"{self.likelihood_words.lower()} × {self.impact_words.lower()}"
        return f"{self.value} of {self.most}, {both}"

    def is_above(self, other: "Scored") -> bool:
        """Whether it is worse than another on the same scale; on another scale nothing is said."""
        if (self.likelihoods, self.impacts) != (other.likelihoods, other.impacts):
            return False
        return self.value > other.value


@dataclass(frozen=True)
class Matrix:
    """Names of levels and bands, the lowest first; `cells[likelihood][impact]` is a band's place,
    all counted from 0."""

    likelihood: tuple[str, ...]
    impact: tuple[str, ...]
    bands: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    source: str = ""

    def score(self, likelihood: int, impact: int) -> Scored:
        """A score in this matrix's words, its levels counted from 1. See `may_score` first."""
        place = self.cells[likelihood - 1][impact - 1]
        return Scored(
            likelihood=likelihood,
            impact=impact,
            likelihoods=len(self.likelihood),
            impacts=len(self.impact),
            likelihood_words=self.likelihood[likelihood - 1],
            impact_words=self.impact[impact - 1],
            band=self.bands[place],
            level=place + 1,
            levels=len(self.bands),
        )

    def has(self, scored: Scored) -> bool:
        """Whether a score means today what it meant when it was given."""
        if not (scored.likelihood <= len(self.likelihood) and scored.impact <= len(self.impact)):
            return False
        return self.score(scored.likelihood, scored.impact) == scored


def may_score(matrix: Matrix | None, likelihood: int, impact: int) -> Verdict:
    """Whether a score can be given: the area has a matrix, and both levels are on it."""
    if matrix is None:
        return refused(
            "The area has no risk matrix for that day. Add one to the area file, under "
            "“risk_matrices”, before risks are scored."
        )
    for what, level, names in (
        ("likelihood", likelihood, matrix.likelihood),
        ("impact", impact, matrix.impact),
    ):
        if not 1 <= level <= len(names):
            return refused(f"The {what} must be from 1 to {len(names)}; it is {level}.")
    return ALLOWED


def cells_by_product(
    likelihoods: int, impacts: int, up_to: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """The band of each cell where bands go by likelihood × impact.

    `up_to`: the highest product of each band, lowest band first; the last band takes the rest.
    """
    return tuple(
        tuple(_band(across * down, up_to) for across in range(1, impacts + 1))
        for down in range(1, likelihoods + 1)
    )


def _band(product: int, up_to: Sequence[int]) -> int:
    for place, most in enumerate(up_to[:-1]):
        if product <= most:
            return place
    return len(up_to) - 1


def shade(level: int, levels: int) -> int:
    """Which of four shades a band is drawn in, 1 the lightest: its word always stands with it."""
    return max(1, -(-level * 4 // levels))
