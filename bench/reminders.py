"""Time a day's reminders against the bare question of what everybody owes.

`python bench/reminders.py [THINGS]`. 60 bodies owe so many things, 1,000 unless told. The bare
question is one call of `owed()` for every body; the reminders ask it too, and then make the links,
write the mails and put them in the outbox, each with its history. On SQLite in a folder thrown away
afterwards.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
BODIES = 60


def main(things: int) -> None:
    """Load the demonstration, ask for so much, time both, print seconds and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FRANKPLEDGE_DATA"] = folder
        os.environ["TODAY"] = "2018-10-01"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
        import django

        django.setup()
        from frankpledge.cli import main as frankpledge

        frankpledge(["demo", "load", "--json"])
        measure(things)


def measure(things: int) -> None:
    """Print what each takes."""
    from frankpledge.actions.owed import owed
    from frankpledge.chasing.operations import CHASING, remind
    from frankpledge.partnership.models import Body
    from frankpledge.shared import clock
    from tests.support.chasing import ask_for, make_bodies
    from tests.support.county import SECRETARY, board

    day = clock.today()
    bodies = make_bodies(by=SECRETARY, area=board().area, count=BODIES)
    ask_for(by=SECRETARY, owners=bodies, due=day, count=things)
    # Once before the clock starts: the first call pays for loading the addresses.
    owed(list(Body.objects.with_names()), day)
    begun = time.perf_counter()
    found = owed(list(Body.objects.with_names()), day)
    bare = time.perf_counter() - begun
    begun = time.perf_counter()
    plan = remind(by=CHASING, on=day)
    whole = time.perf_counter() - begun
    print(f"{len(found)} things owed, {plan.queued} mails put in the outbox")
    print(f"what is owed   {bare:.2f} s")
    print(f"the reminders  {whole:.2f} s, {whole / bare:.1f} times as long")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
