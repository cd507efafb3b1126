"""Makes before.age: a backup of a database that was migrated to an earlier point only.

It is kept as it was made, for an older backup never changes either: README.md beside it.
"""

import tempfile
from pathlib import Path

from tests.support.service import Service

HERE = Path(__file__).resolve().parent
ENTRIES = 1_200

# What had not been migrated yet, and all that was built on it.
MAKE = """
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from frankpledge.safekeeping.backup import backup
from frankpledge.safekeeping.making import last_of_each
from frankpledge.safekeeping.sealing import identities, recipients

LATER = (
    ("history", "0002_chain_columns"), ("meetings", "0004_circulated"), ("planning", "0003_cycle"),
)
executor = MigrationExecutor(connection)
graph = executor.loader.graph
later = {one for each in LATER for one in graph.backwards_plan(each)}
before = set(graph.nodes) - later
state = executor.migrate(last_of_each(before, graph))
made = executor.loader.project_state(sorted(before)).apps

def add(label, **values):
    return made.get_model(label).objects.create(**values)

area = add("places.Area", slug="oldshire", name="Oldshire", name_cy="Hen Sir")
account = add("accounts.Account", username="secretary", post="Board secretary", password="!")
body = add("partnership.Body", slug="old-board", area=area, purpose="Café, “quoted”, 🙂")
add("partnership.BodyName", body=body, name="Old Board", starts=date(2016, 4, 1))
meeting = add("meetings.Meeting", slug="2017-07-19", body=body, date=date(2017, 7, 19))
add("meetings.Minutes", meeting=meeting, comments_until=date(2017, 8, 2))
item = add("meetings.AgendaItem", meeting=meeting, slug="old", number=1, title="Old business",
           minutes=10)
paper = add("meetings.Paper", slug="old-paper", title="Old paper", author_body=body, item=item,
            original="papers/old é.odt")
path = Path(settings.MEDIA_ROOT) / paper.original.name
path.parent.mkdir(parents=True)
path.write_bytes(b"an old original" * 100)
for number in range(1, int(sys.argv[3]) + 1):
    at = datetime(2017, 7, 1, tzinfo=UTC) + timedelta(hours=number)
    add("history.Entry", pk=2 * number, at=at,
        by="Board secretary", account=account, what="Changed it", kind="partnership.body",
        record=body.pk, name="Old Board", action="changed",
        fields={"purpose": [f"é {number}", None], "share": [1e16, number / 4]})
keys = identities(Path(sys.argv[2]))
backup(Path(sys.argv[1]), recipients([str(one.to_public()) for one in keys]))
"""


def main() -> None:
    """Make the key where there is none, and the backup."""
    key, out = HERE / "key.txt", HERE / "before.age"
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder) / "data")
        if not key.exists():
            service.run("backup", key, "--new-key")
        service.script(MAKE, out, key, ENTRIES)


if __name__ == "__main__":
    main()
