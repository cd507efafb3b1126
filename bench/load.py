"""Put a county's load on real servers, and a bare Django view of as many queries beside it.

`python bench/load.py [--seconds 300] [--think 3] [--bare-seconds 60]`. On PostgreSQL 50 officers at
a time follow the twelve commonest journeys (tests/support/officers.py) through `frankpledge serve`
with two processes, over the demonstration and a county's ten years of data; then the same on SQLite
with 10. Each officer waits a little before each request, as people do. Then, in the same run and at
the same pace, the same officers ask a bare view that makes as many queries as each request made and
nothing else, from as many processes. Prints errors, throughput and p95 of both, by journey.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.officers import TEN_YEARS, Journey, Step, journeys  # noqa: E402
from tests.support.serving import Person, asked, free_port, served  # noqa: E402

JOURNEYS = journeys(TEN_YEARS)
TOKEN = "bench-token-of-at-least-twenty-characters"
OFFICERS = {"PostgreSQL": 50, "SQLite": 10}
FILL = "fill"
COUNTED = re.compile(r'frankpledge_request_queries_(sum|count)\{route="([^"]+)"\} ([\d.]+)')


@dataclass
class Told:
    """What became of the requests: seconds by journey, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    @property
    def every(self) -> list[float]:
        """All of them together."""
        return [one for times in self.took.values() for one in times]


def main() -> None:
    """Fill a database of each kind, put the load on it, print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--bare-seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=3, help="seconds before each request")
    parser.add_argument("--only", choices=OFFICERS, help="one database alone")
    options = parser.parse_args()
    from tests.support.postgres import throwaway_server

    with throwaway_server() as url, tempfile.TemporaryDirectory() as folder:
        lite = f"sqlite:///{folder}/county.sqlite3"
        _in_a_process_of_its_own(folder, url, lite)
        for name, where in {"PostgreSQL": url, "SQLite": lite}.items():
            if options.only in (None, name):
                _measure(name, _environment(folder, where), options)


def _environment(folder: str, url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "FRANKPLEDGE_DATA": folder,
        "FRANKPLEDGE_LOG": "json",
        "FRANKPLEDGE_METRICS_TOKEN": TOKEN,
        "FRANKPLEDGE_PROCESSES": "2",
        "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings",
        "TODAY": "2018-10-01",
    }


def _in_a_process_of_its_own(folder: str, url: str, lite: str) -> None:
    command = [sys.executable, __file__, FILL, lite]
    subprocess.run(command, env=os.environ | _environment(folder, url), check=True)


def _measure(name: str, environment: dict[str, str], options: argparse.Namespace) -> None:
    officers, folder = OFFICERS[name], Path(environment["FRANKPLEDGE_DATA"])
    with served(environment, log=folder / f"{name}.log") as port:
        ours, lasted = put_load(port, officers, options.seconds, options.think, lambda step: step)
        queries = queries_by_route(port)
    with bare(environment, folder) as port:
        same = _as_bare(queries)
        theirs, theirs_lasted = put_load(
            port, officers, options.bare_seconds, options.think, same, entering=False
        )
    print(f"\n{name}, {officers} officers at a time, {lasted:.0f} seconds, two processes")
    print(f"  {len(ours.wrong)} errors, and {len(theirs.wrong)} of the bare view")
    for one in ours.wrong[:5] + theirs.wrong[:5]:
        print(f"    {one}")
    rates = len(ours.every) / lasted, len(theirs.every) / theirs_lasted
    print(f"  {rates[0]:.1f} requests/s; the bare view {rates[1]:.1f}")
    print(f"  {'':<48} {'requests':>8} {'median':>8} {'p95':>8} {'bare p95':>8}  ms")
    for journey in JOURNEYS:
        _line(journey.name, ours.took[journey.name], theirs.took[journey.name])
    _line("all", ours.every, theirs.every)


def _line(name: str, ours: list[float], theirs: list[float]) -> None:
    middle = statistics.median(ours) * 1000 if ours else 0
    print(f"  {name:<48} {len(ours):>8} {middle:>8.0f} {p95(ours):>8.0f} {p95(theirs):>8.0f}")


def p95(times: list[float]) -> float:
    """Milliseconds within which nineteen of twenty were answered; 0 where there are none."""
    if len(times) < 2:
        return sum(times) * 1000
    return statistics.quantiles(times, n=20, method="inclusive")[-1] * 1000


# ------------------------------------------------------------------ officers


def put_load(
    port: int,
    officers: int,
    seconds: float,
    think: float,
    as_asked: Callable[[Step], Step],
    *,
    entering: bool = True,
) -> tuple[Told, float]:
    """Have so many officers follow journeys until the time is over; what was told, and how long."""
    told, lock = Told(), threading.Lock()
    begun = time.perf_counter()
    until = begun + seconds

    def work(number: int) -> None:
        # Each begins elsewhere in the list, so that all journeys are under way at any moment.
        chance, turn = random.Random(number), number
        while time.perf_counter() < until:
            journey = JOURNEYS[turn % len(JOURNEYS)]
            turn += 1
            person = Person(port)
            if journey.who and entering:
                person.enter(journey.who)
            for step in journey.steps(number * 10_000 + turn):
                time.sleep(think * chance.uniform(0.5, 1.5))
                if time.perf_counter() > until:
                    break
                _ask(person, journey, as_asked(step), told, lock)
            person.line.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(officers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told, time.perf_counter() - begun


def _ask(person: Person, journey: Journey, step: Step, told: Told, lock: threading.Lock) -> None:
    begun = time.perf_counter()
    try:
        answer = (
            person.post(step.address, **step.fields) if step.posts else person.get(step.address)
        )
        got, wanted = str(answer.status), "302" if step.posts else "200"
    except OSError as error:
        got, wanted = type(error).__name__, ""
    seconds = time.perf_counter() - begun
    with lock:
        told.took[journey.name].append(seconds)
        if got != wanted:
            told.wrong.append(f"{journey.name}: {step.address} answered {got}")


# ------------------------------------------------------------------ the bare view


def queries_by_route(port: int) -> dict[str, int]:
    """How many queries a request of each route made on the average, as the metrics tell it."""
    said = asked(port, "/metrics", Authorization=f"Bearer {TOKEN}").text
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for kind, route, value in COUNTED.findall(said):
        found[route][kind] = float(value)
    return {route: round(one["sum"] / one["count"]) for route, one in found.items() if one["count"]}


def _as_bare(queries: dict[str, int]) -> Callable[[Step], Step]:
    """Turns each step into a fetch of the bare view with as many queries."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    import django

    django.setup()
    from django.urls import resolve

    def turn(step: Step) -> Step:
        route = resolve(step.address.partition("?")[0]).view_name
        return Step(f"/bare/{queries.get(route, 0)}/")

    return turn


@contextmanager
def bare(environment: dict[str, str], folder: Path) -> Iterator[int]:
    """Serve the bare view from as many processes and threads; gives its port."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tests.support.bare_view:application",
        "--workers=2",
    ]
    command += ["--threads=4", f"--bind=127.0.0.1:{port}", "--no-control-socket"]
    with (folder / "bare.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
    try:
        _until_it_answers(port)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _until_it_answers(port: int) -> None:
    for _ in range(600):
        try:
            if asked(port, "/bare/1/").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("The bare view did not start.")


if __name__ == "__main__":
    if sys.argv[1:2] == [FILL]:
        from tests.support.ten_years import fill

        print(fill(sys.argv[2]), flush=True)
    else:
        main()
