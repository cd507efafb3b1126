"""Time an analyst's job with measures, against pandas and against DuckDB's bare scan.

`python bench/measures.py [ROWS]`, ten million if not said; and 90000000 as a second try.
The rows are synthetic, as the store keeps them, with a lookup from small areas to wards, districts,
partnerships and forces.

The job is three questions: crimes by district, month and type; the rolling twelve months of every
district; the twenty small areas with most crimes. It is asked of the rows themselves ("whole"), and
of the counts that are prepared when evidence is loaded ("prepared"), with what preparing took
beside it. The pandas script does what an analyst's does: it reads the publisher's CSV files, with
all their columns, joins the lookup and groups. The bare scan reads for each question the columns
that it is about, from the same Parquet files, and keeps nothing but their least values. Then what a
page of the explorer asks.

Every part runs in a process of its own, three times; said are the median, the seconds that the
processors worked, and the most memory. On a machine that others use only the second is to be relied
on; a machine of one's own divides it by its cores where DuckDB works.
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
LSOAS = 830
AREAS_A_WARD = 5
WARDS_A_DISTRICT = 20
TURNS = 3
BYTES_A_ROW = 30
BYTES_A_CSV_ROW = 230
# Beyond this pandas needs more memory than a machine of 24 GB has.
MOST_FOR_PANDAS = 20_000_000


def main(rows: int, kept: Path | None = None) -> None:
    """Make the evidence, time every part, print figures and ratios."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name) if kept is None else kept
        if not (folder / "store").is_dir():
            with_csv = rows <= MOST_FOR_PANDAS
            need = rows * (BYTES_A_ROW + with_csv * BYTES_A_CSV_ROW)
            if shutil.disk_usage(folder).free < need:
                sys.exit(f"{rows:,} rows need {need / 1e9:.0f} GB in {folder}.")
            # In a process of its own: a child's most memory is never less than its parent's.
            subprocess.run([sys.executable, __file__, "make", str(folder), str(rows)], check=True)
        print(f"{rows:,} rows")
        done = {one: part(one, folder) for one in ("scan", "whole", "prepare", "prepared")}
        if rows <= MOST_FOR_PANDAS:
            done["pandas"] = part("pandas", folder)
        explored = part("explorer", folder)
    for one, (seconds, worked, peak) in done.items():
        print(f"{one:>9}: {seconds:7.3f} s, {worked:7.3f} s of processors, {peak:.2f} GB")
    slowest, worked, peak = (1000 * explored[0], 1000 * explored[1], explored[2])
    print(
        f" explorer: {slowest:.0f} ms for the slowest page, {worked:.0f} ms worked, {peak:.2f} GB"
    )
    for one in ("whole", "prepared"):
        for other in ("scan", "pandas"):
            if other in done:
                ratios = [a / b for a, b in zip(done[one], done[other], strict=True)]
                print(
                    f"{one} against {other}: {ratios[0]:.3f} of the time, {ratios[1]:.3f} of the "
                    f"work, {ratios[2]:.3f} of the memory"
                )


def make(folder: Path, rows: int) -> None:
    """Write synthetic rows as the store keeps them, a file a force, and load their lookup."""
    from datetime import UTC, datetime

    import duckdb

    from frankpledge.analytics.store import Store, load
    from frankpledge.analytics.store.store import staging
    from tests.support.crimes import force_name
    from tests.support.made_up import commit_release, table_info

    store = Store(folder / "store")
    months = max(24, round(rows / FORCES / ROWS_A_FILE))
    slices: dict[tuple[str, str], int] = {}
    with staging(store, lambda: None) as at, duckdb.connect(config={"memory_limit": "1GB"}) as db:
        db.execute("SET enable_progress_bar = false")
        for force in range(FORCES):
            of = rows * (force + 1) // FORCES - rows * force // FORCES
            name = force_name(force).lower()
            path = at / f"street-{force}.parquet"
            db.execute(
                f"COPY ({street_rows(force, name, of, months)}) TO '{path}' (FORMAT parquet)"
            )
            counts = f"SELECT period, count(*) FROM '{path}' GROUP BY period"
            slices |= {(name, period): n for period, n in db.execute(counts).fetchall()}
        parts = tuple(f"street-{force}.parquet" for force in range(FORCES))
        commit_release(store, at, {"street": table_info("street", slices, parts)})
    now = datetime(2026, 1, 1, tzinfo=UTC)
    load(store, write_lookups(folder), now=now, by="bench")


def street_rows(force: int, name: str, rows: int, months: int) -> str:
    """SQL of one force's crimes: some areas have many, three in a hundred rows have no place."""
    from tests.support.crimes import OUTCOMES, TYPES

    types, outcomes = ("[" + ", ".join(f"'{a}'" for a in b) + "]" for b in (TYPES, OUTCOMES))
    area = f"floor(pow((h % 65536) / 65536.0, 1.6) * {LSOAS})::INTEGER"
    return f"""
    WITH drawn AS (
        SELECT hash(i) AS h, hash(i + 1000000007) AS g
        FROM range({force * rows}, {force * rows + rows}) AS r(i)
    ), placed AS (
        SELECT h, g, (DATE '2012-01-01' + to_months((g % {months})::INTEGER))::DATE AS month,
            {types}[((h >> 32) % {len(TYPES)})::INTEGER + 1] AS crime_type
        FROM drawn
    )
    SELECT CASE WHEN (h >> 20) % 100 < 3 THEN NULL
                ELSE printf('E0%d', {1_000_000 + force * LSOAS} + {area}) END AS lsoa,
        month, '{name}' AS force, crime_type,
        CASE WHEN crime_type <> 'Anti-social behaviour'
             THEN {outcomes}[((g >> 32) % {len(OUTCOMES)})::INTEGER + 1] END AS outcome,
        '{name}' AS unit, strftime(month, '%Y-%m') AS period
    FROM placed ORDER BY period, lsoa
    """


def write_csv(folder: Path) -> None:
    """The same rows as the publisher gives them out: twelve columns, about 210 bytes a row."""
    import duckdb

    out = folder / "csv"
    out.mkdir()
    for path in sorted((folder / "store" / "releases").glob("*/street-*.parquet")):
        duckdb.execute(
            f"""
            COPY (
                SELECT sha256(concat(lsoa, month, row_number() OVER ())) AS "Crime ID",
                    period AS "Month", unit AS "Reported by", unit AS "Falls within",
                    0.123456 AS "Longitude", 52.123456 AS "Latitude",
                    'On or near High Street' AS "Location", lsoa AS "LSOA code",
                    concat('Area ', lsoa) AS "LSOA name", crime_type AS "Crime type",
                    outcome AS "Last outcome category", NULL AS "Context"
                FROM '{path}'
            ) TO '{out / path.stem}.csv' (FORMAT csv, HEADER)
            """
        )


def write_lookups(folder: Path) -> list[Path]:
    """Lookups in the ONS's form: ten districts or so in every force, each a partnership."""
    from tests.support.crimes import force_name

    areas = ["lsoa21_code,lsoa21_name,ward24_code,ward24_name,ltla24_code,ltla24_name"]
    districts = ["ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name"]
    for force in range(FORCES):
        for area in range(LSOAS):
            code = 1_000_000 + force * LSOAS + area
            ward = (force * LSOAS + area) // AREAS_A_WARD
            district = ward // WARDS_A_DISTRICT
            names = (f"Area {code}", f"Ward {ward}", f"District {district}")
            areas.append(f"E0{code},{names[0]},E05{ward:06},{names[1]},E07{district:06},{names[2]}")
    for district in range(FORCES * LSOAS // AREAS_A_WARD // WARDS_A_DISTRICT + 1):
        force = min(district * AREAS_A_WARD * WARDS_A_DISTRICT // LSOAS, FORCES - 1)
        districts.append(
            f"E07{district:06},District {district},E22{district:06},Partnership {district},"
            f"E23{force:06},{force_name(force)}"
        )
    paths = [folder / "lookup_areas.csv", folder / "lookup_districts.csv"]
    for path, lines in zip(paths, (areas, districts), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def part(name: str, folder: Path) -> tuple[float, float, float]:
    """A part's median seconds, seconds worked and most gigabytes, each turn in its own process."""
    turns = []
    for _ in range(TURNS if name not in ("pandas", "prepare") else 1):
        done = subprocess.run(
            [sys.executable, __file__, name, str(folder)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        seconds, worked, peak = done.stdout.split()[-3:]
        turns.append((float(seconds), float(worked), float(peak)))
    times, work, peaks = zip(*turns, strict=True)
    return statistics.median(times), statistics.median(work), max(peaks)


Took = tuple[float, float]
"""Seconds by the clock, and seconds that processors worked."""


def now() -> Took:
    """The clock and the work until now."""
    return time.perf_counter(), time.process_time()


def since(start: Took) -> Took:
    """What has passed."""
    return time.perf_counter() - start[0], time.process_time() - start[1]


def street(folder: Path) -> str:
    """The files of the rows, as DuckDB names them."""
    paths = sorted((folder / "store" / "releases").glob("*/street*.parquet"))
    return "[" + ", ".join(f"'{path}'" for path in paths) + "]"


def scan(folder: Path) -> Took:
    """DuckDB's bare scan of the columns of each question: district, month, type; month; area."""
    import duckdb

    connection = duckdb.connect()
    start = now()
    for columns in (("lsoa", "month", "crime_type"), ("lsoa", "month"), ("lsoa",)):
        least = ", ".join(f"min({column})" for column in columns)
        connection.execute(f"SELECT {least} FROM read_parquet({street(folder)})").fetchall()
    return since(start)


def job(folder: Path) -> Took:
    """The three questions."""
    from frankpledge.analytics.engine import DuckEngine
    from frankpledge.analytics.measures import Question, ask
    from frankpledge.analytics.store import Store

    start = now()
    store, engine = Store(folder / "store"), DuckEngine()
    answers = [
        ask(store, Question("recorded-crime", by=("district", "month", "type")), engine),
        ask(store, Question("rolling-twelve-months", by=("district",)), engine),
        ask(store, Question("recorded-crime", by=("lsoa",), parameters={"top": 20}), engine),
    ]
    took = since(start)
    assert len(answers[2].rows) >= 20, len(answers[2].rows)
    return took


def whole(folder: Path) -> Took:
    """The job by the rows themselves."""
    shutil.rmtree(folder / "store" / "prepared", ignore_errors=True)
    return job(folder)


def prepare(folder: Path) -> Took:
    """What preparing the counts takes, once for each load."""
    from frankpledge.analytics.engine.preparing import prepare as make_counts
    from frankpledge.analytics.store import Store

    start = now()
    make_counts(Store(folder / "store"))
    return since(start)


def explorer(folder: Path) -> Took:
    """The slowest of what a page of the explorer asks, once the engine is warm."""
    from frankpledge.analytics.engine import DuckEngine
    from frankpledge.analytics.measures import Question, ask, places
    from frankpledge.analytics.store import Store

    store, engine = Store(folder / "store"), DuckEngine()
    mine = tuple(one.code for one in places(store, "district", engine=engine)[20:26])
    questions = [
        Question("recorded-crime", by=("month",), places=mine[:1]),
        Question("recorded-crime", by=("district",), places=mine),
        Question("recorded-crime", by=("district", "month"), places=mine),
        Question("recorded-crime", by=("type",), places=mine[:1]),
        Question("recorded-crime", by=("month",), types=("Burglary",)),
        Question("recorded-crime", by=("ward",), places=mine[:1]),
        Question("recorded-crime", by=("lsoa",), places=mine, parameters={"top": 20}),
        Question("rolling-twelve-months", by=("district",), places=mine),
        Question("like-for-like", by=("type",), places=mine[:1]),
        Question("outcomes", places=mine[:1]),
        Question("positive-outcome-rate", by=("district",), places=mine),
        Question("repeat-places", places=mine),
    ]
    slowest = (0.0, 0.0)
    for question in questions:
        ask(store, question, engine)
        times = []
        for _ in range(5):
            start = now()
            ask(store, question, engine)
            times.append(since(start))
        clock, worked = (statistics.median(one) for one in zip(*times, strict=True))
        print(
            f"{clock * 1000:6.1f} ms, {worked * 1000:5.1f} worked:",
            question.measure,
            *question.by,
            file=sys.stderr,
        )
        slowest = max(slowest, (clock, worked))
    return slowest


def pandas(folder: Path) -> Took:
    """The same job as a script with pandas, from the files as they were downloaded."""
    import pandas as pd

    start = now()
    crimes = pd.concat(pd.read_csv(path) for path in sorted((folder / "csv").glob("*.csv")))
    lookup = pd.read_csv(folder / "lookup_areas.csv", usecols=["lsoa21_code", "ltla24_code"])
    placed = crimes.merge(lookup, left_on="LSOA code", right_on="lsoa21_code", how="inner")
    counts = placed.groupby(["ltla24_code", "Month", "Crime type"]).size()
    monthly = placed.groupby(["ltla24_code", "Month"]).size().unstack(0).fillna(0)
    rolling = monthly.rolling(12).sum().dropna()
    top = crimes["LSOA code"].value_counts().head(20)
    took = since(start)
    assert min(len(counts), len(rolling)) > 0
    assert len(top) == 20
    return took


PARTS = {
    "scan": scan,
    "whole": whole,
    "prepare": prepare,
    "prepared": job,
    "explorer": explorer,
    "pandas": pandas,
}

if __name__ == "__main__":
    given = sys.argv[1:]
    if given and given[0] == "make":
        make(Path(given[1]), int(given[2]))
        if int(given[2]) <= MOST_FOR_PANDAS:
            write_csv(Path(given[1]))
    elif given and given[0] in PARTS:
        taken = PARTS[given[0]](Path(given[1]))
        print(*taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
    else:
        main(int(given[0]) if given else 10_000_000, Path(given[1]) if given[1:] else None)
