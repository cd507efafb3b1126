"""A real Spark cluster on this machine: a master and two workers, each a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
SMALL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.sql.shuffle.partitions": "2",
    # For a handful of rows, compiling a plan to Java takes longer than running it.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""Settings of a driver that is to live beside a test suite."""


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of a cluster whose processes are gone afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    asked: list[tuple[str, ...]] = [("master.Master", "--port", str(port))]
    for number in range(workers):
        room = ("--cores", "1", "--memory", "512m", "--work-dir", str(folder / str(number)))
        asked.append(("worker.Worker", *room, master))
    running = [_start(folder / f"{number}.log", *one) for number, one in enumerate(asked)]
    try:
        yield master
    finally:
        for one in running:
            one.terminate()
        for one in running:
            with suppress(subprocess.TimeoutExpired):
                one.wait(10)
            one.kill()
            one.wait()


def _start(log: Path, role: str, *words: str) -> subprocess.Popen[bytes]:
    # spark-class ends in `exec java`, so the process is the one that is stopped.
    command = [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}"]
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_DAEMON_MEMORY": "256m"}
    with log.open("wb") as out:
        return subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--webui-port", "0", *words],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
        )
