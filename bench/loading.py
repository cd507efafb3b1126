"""Time a load with every check against DuckDB's bare conversion of the same files.

`python bench/loading.py [ROWS]`, two million if not said; 10000000 and 90000000 need 3 and 29 GB
of disk for a while. The files are synthetic, in the layout of data.police.uk, 210 bytes a row.

The load finds the files, takes the SHA-256 of each, counts its rows independently, checks every
value, writes Parquet, counts gaps, identical rows and rows without a place, and
commits to disk. The peer does nothing but convert: one COPY of the same columns from read_csv, with
the types said (so nothing is sniffed), to one Parquet file with the same compression: no check, no
count, no hash. Both run in a process of their own with the same threads; the peer has DuckDB's own
memory limit. They run in turn; said are the medians of wall time and of the processor's, which
says more on a shared machine, and the most memory.
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
        print(f"{rows:,} rows in {len(paths):,} files, {size / 1e9:.2f} GB", flush=True)
        took: dict[str, list[tuple[float, float]]] = {"load": [], "peer": []}
        memory = dict.fromkeys(took, 0.0)
        for _ in range(TURNS if rows < FEWER_TURNS_FROM else 1):
            for part in took:
                wall, processor, peak = _part(part, folder)
                took[part].append((wall, processor))
                memory[part] = max(memory[part], peak)
    wall, processor = (
        {part: statistics.median(one[at] for one in took[part]) for part in took} for at in (0, 1)
    )
    for part, words in (("peer", "bare conversion"), ("load", "load with every check")):
        print(
            f"{words}: {wall[part]:.1f} s, processor {processor[part]:.1f} s,"
            f" {wall[part] / rows * 1e6:.2f} s a million rows, {memory[part]:.2f} GB"
        )
    print(
        f"The load takes {wall['load'] / wall['peer']:.2f} times as long as the bare conversion,"
        f" and {processor['load'] / processor['peer']:.2f} times the processor."
    )


def _part(part: str, folder: Path) -> tuple[float, float, float]:
    """Run a part in its own process: seconds, the processor's, and gigabytes at the most."""
    out = folder / part
    out.mkdir()
    os.sync()  # what was written before is not to be written back at this part's cost
    done = subprocess.run(
        [sys.executable, __file__, part, str(folder / "csv"), str(out)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    shutil.rmtree(out)
    wall, processor, peak = (float(one) for one in done.stdout.split()[-3:])
    return wall, processor, peak


def load(source: Path, out: Path) -> None:
    """The load, as anyone calls it."""
    from datetime import UTC, datetime

    from frankpledge.analytics.store import Store
    from frankpledge.analytics.store import load as load_files

    now = datetime(2026, 1, 1, tzinfo=UTC)
    start, processor = time.perf_counter(), time.process_time()
    loaded = load_files(Store(out), [source], now=now, by="bench")
    _said(start, processor)
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
    start, processor = time.perf_counter(), time.process_time()
    duckdb.connect().execute(
        f"COPY (SELECT * EXCLUDE (lsoa_name) FROM read_csv('{source}/*/*.csv', auto_detect = false,"
        f" header = true, delim = ',', quote = '\"', escape = '\"', dateformat = '%Y-%m',"
        f" columns = {types})) TO '{out}/street.parquet' (FORMAT parquet, COMPRESSION zstd)"
    )
    _said(start, processor)


def _said(start: float, processor: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(time.perf_counter() - start, time.process_time() - processor, peak)


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
