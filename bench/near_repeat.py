"""Time the Knox test against the method of R's NearRepeat, and show what its time grows with.

`python bench/near_repeat.py [PERMUTATIONS]`, 999 unless told. The peer is that package's method in
plain numpy: a full matrix of distances, and for every permutation a full matrix of days between
events, cut into bands and cross-tabulated. The fastest of a few permutations is scaled, since each
costs the same. Ours is timed whole, the fastest of a few runs once it is compiled.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
EVENTS = 970
RUNS = 10
# To the square kilometre: about a city's burglaries in a year.
DENSITY = 25


def main(permutations: int) -> None:
    """Print the ratio to the peer at 970 events, and seconds by events at one density."""
    from frankpledge.analytics.near_repeat import even_bands, knox

    bands = {
        "distances": even_bands(200, 3, nought_apart=True),
        "day_bands": even_bands(7, 3, nought_apart=False),
    }

    def ours(events):
        start = time.perf_counter()
        generator = np.random.default_rng(1)
        found = knox(*events, **bands, generator=generator, permutations=permutations)
        return time.perf_counter() - start, found

    begun = time.perf_counter()
    ours(some_events(50, DENSITY))
    print(f"first call, which compiles    {time.perf_counter() - begun:.2f} s")
    for density in (DENSITY, 4 * DENSITY):
        events = some_events(EVENTS, density)
        seconds, found = min((ours(events) for _ in range(RUNS)), key=lambda each: each[0])
        slow, table = peer(*events, RUNS)
        assert [[cell.observed for cell in row] for row in found.table] == table.tolist()
        slow *= permutations
        print(
            f"{EVENTS} events, {density} to the square kilometre, {found.close_pairs:,} close "
            f"pairs, {permutations} permutations"
        )
        print(f"    full matrices  {slow:.2f} s, scaled from the fastest of {RUNS} permutations")
        print(f"    ours           {seconds:.4f} s, {slow / seconds:,.0f} times as fast")
    print(f"growth, {DENSITY} to the square kilometre:")
    for number in (1_000, 10_000, 100_000):
        seconds, found = ours(some_events(number, DENSITY))
        each = seconds / found.close_pairs * 1e6
        print(
            f"{number:>9,} events {found.close_pairs:>9,} close pairs {seconds:>8.3f} s, "
            f"{each:.2f} µs for each close pair"
        )


def some_events(number: int, density: int):
    """So many events by chance alone, over a square that grows with them and a year."""
    generator = np.random.default_rng(number)
    side = 1000 * (number / density) ** 0.5
    x, y = generator.uniform(0, side, (2, number)).round()
    return x, y, generator.integers(0, 365, number)


def peer(x, y, days, permutations: int):
    """Seconds for the fastest of some permutations by full matrices, and the observed table."""
    generator = np.random.default_rng(1)
    upper = np.triu_indices(len(x), 1)
    away = np.abs(x[:, None] - x) + np.abs(y[:, None] - y)
    place = np.digitize(away[upper], [0, 200, 400, 600], right=True)

    def tabulate(days):
        apart = np.abs(days[:, None] - days)
        band = np.digitize(apart[upper], [7, 14, 21], right=True)
        return np.bincount(place * 4 + band, minlength=20).reshape(5, 4)

    table = tabulate(days)
    taken = []
    for _ in range(permutations):
        start = time.perf_counter()
        tabulate(generator.permutation(days))
        taken.append(time.perf_counter() - start)
    return min(taken), table


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 999)
