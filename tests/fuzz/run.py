"""Look for bytes that make a parser fail: `nice python -m tests.fuzz.run SECONDS [TARGET …]`.

atheris makes inputs up, guided by which lines of our own code they reach; each target has so many
seconds, one after another. What is found is kept as `corpus/TARGET-…`, which the tests read from
then on. Without targets, all of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

CORPUS = Path(__file__).parent / "corpus"
MEMORY_MB, SLOWEST_SECONDS = 2048, 30


def main(seconds: int, names: list[str]) -> int:
    """Run the targets; 1 when something was found."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    with atheris.instrument_imports(include=["frankpledge"]):
        import django

        django.setup()
        from tests.fuzz.targets import TARGETS
    faults = [name for name in names or TARGETS if _run(name, TARGETS[name], seconds)]
    sys.stdout.write(f"Faults in: {', '.join(faults) or 'none'}\n")
    return bool(faults)


def _run(name: str, target: object, seconds: int) -> bool:
    """Fuzz in a process of its own, for libFuzzer ends the one that it runs in."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        child = os.fork()
        if not child:
            _fuzz(name, target, seconds, Path(folder))
        _, status = os.waitpid(child, 0)
    return status != 0


def _fuzz(name: str, target: object, seconds: int, folder: Path) -> None:
    """Never returns."""
    for number, seed in enumerate(getattr(target, "seeds", ())):
        (folder / f"seed-{number}").write_bytes(seed)
    for found in CORPUS.glob(f"{name}-*"):
        (folder / found.name).write_bytes(found.read_bytes())
    options = [
        *(f"-artifact_prefix={CORPUS}/{name}-", f"-max_total_time={seconds}", "-max_len=65536"),
        *(f"-rss_limit_mb={MEMORY_MB}", f"-timeout={SLOWEST_SECONDS}", "-print_final_stats=1"),
    ]
    atheris.Setup([sys.argv[0], str(folder), *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
