"""Time a load with every check against DuckDB's bare conversion of the same files.

`python bench/loading.py [ROWS]`, two million if not said; 10000000 and 90000000 need 2.5 and 23 GB of
disk for a while. The files are synthetic, in the layout of data.police.uk, 210 bytes a row.

The load finds the files, takes the SHA-256 of each, counts its rows independently, checks every
value, sorts by force, month and LSOA, writes Parquet, counts gaps, identical rows and rows without
a place, and commits. The peer does nothing but convert: one COPY of the same columns from read_csv,
with the types said (so nothing is sniffed), to one Parquet file with the same compression, no check,
no order, no count, no hash. Both run in a process of their own with the same threads; the peer has
DuckDB's own memory limit. Each is timed in turn; said is the median, and the most memory.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FORCES = 43
ROWS_A_FILE = 58_000
TURNS = 3
FEWER_TURNS_FROM = 20_000_000


def main(rows: int) -> None:
    """Write the files, time both in turn, print the ratio."""
    from tests.support.crimes import Country, write_crimes

    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        months = max(1, round(rows / FORCES / ROWS_A_FILE))
        if shutil.disk_usage(folder).free < rows * 320:
            sys.exit(f"{rows:,} rows need {rows * 320 / 1e9:.0f} GB of disk in {folder}.")
        paths = write_crimes(folder / "csv", Country(rows, FORCES, months))
        size = sum(path.stat().st_size for path in paths)
        print(f"{rows:,} rows in {len(paths):,} files, {size / 1e9:.2f} GB")
        took: dict[str, list[float]] = {"load": [], "peer": []}
        memory = dict.fromkeys(took, 0.0)
        for _ in range(TURNS if rows < FEWER_TURNS_FROM else 1):
            for part in took:
                seconds, peak = _part(part, folder)
                took[part].append(seconds)
                memory[part] = max(memory[part], peak)
    load, peer = (statistics.median(took[part]) for part in ("load", "peer"))
    print(f"bare conversion: {peer:.1f} s, {memory['peer']:.2f} GB")
    print(
        f"load with every check: {load:.1f} s, {memory['load']:.2f} GB, {load / rows * 1e6:.2f} s"
    )
    print("  for each million rows")
    print(f"The load takes {load / peer:.2f} times as long as the bare conversion.")


def _part(part: str, folder: Path) -> tuple[float, float]:
    """Run a part in its own process: seconds, and gigabytes at the most."""
    out = folder / part
    out.mkdir()
    done = subprocess.run(
        [sys.executable, __file__, part, str(folder / "csv"), str(out)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    shutil.rmtree(out)
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak)


def load(source: Path, out: Path) -> None:
    """The load, as anyone calls it."""
    from datetime import UTC, datetime

    from frankpledge.analytics.store import Store
    from frankpledge.analytics.store import load as load_files

    now = datetime(2026, 1, 1, tzinfo=UTC)
    start = time.perf_counter()
    loaded = load_files(Store(out), [source], now=now, by="bench")
    _said(start)
    assert not loaded.release.tables["street"].rejected


def peer(source: Path, out: Path) -> None:
    """DuckDB's bare conversion."""
    import duckdb

    types = {
        "crime_id": "VARCHAR",
        "month": "DATE",
        "reported_by": "VARCHAR",
        "force": "VARCHAR",
        "longitude": "DOUBLE",
        "latitude": "DOUBLE",
        "location": "VARCHAR",
        "lsoa": "VARCHAR",
        "lsoa_name": "VARCHAR",
        "crime_type": "VARCHAR",
        "outcome": "VARCHAR",
        "context": "VARCHAR",
    }
    start = time.perf_counter()
    duckdb.connect().execute(
        f"COPY (SELECT * EXCLUDE (lsoa_name) FROM read_csv('{source}/*/*.csv', auto_detect = false,"
        f" header = true, delim = ',', quote = '\"', escape = '\"', dateformat = '%Y-%m',"
        f" columns = {types})) TO '{out}/street.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
    _said(start)


def _said(start: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(time.perf_counter() - start, peak)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["load", source, out]:
            load(Path(source), Path(out))
        case ["peer", source, out]:
            peer(Path(source), Path(out))
        case [rows]:
            main(int(rows))
        case _:
            main(2_000_000)
