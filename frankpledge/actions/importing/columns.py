"""Which column holds what, whatever its heading is called; and logs that have no headings."""

from collections.abc import Sequence

from frankpledge.actions.importing.values import STATUSES, status_key
from frankpledge.documents.tables.columns import Columns, Headings
from frankpledge.documents.tables.shapes import Grid

# What the field calls each column. The first that fits a heading counts.
PATTERNS: tuple[tuple[str, str], ...] = (
    ("completed", r"(completed|closed|discharged)( on| date)|date (completed|closed|discharged)"),
    (
        "ref",
        r"((action|item|log|minute|our) )?(references?|refs?|nos?|number|num|id)( (no|number))?",
    ),
    ("due", r"(target|due|deadline|completion|expected)( completion)? date( for .*)?"),
    (
        "due",
        r"(due|deadline|deadlines|by when|when|timescale|timescales|timeframe|target|date due)",
    ),
    ("due", r"(due|complete|completion|to be done) by( date)?|action by date|due for completion"),
    ("status", r"(current |action |progress )?(status|state)( of action)?"),
    (
        "status",
        r"(open|closed|complete|completed|done|discharged)( (or |and )?(open|closed|ongoing))?",
    ),
    (
        "progress",
        r"(latest |current |action |progress |status )?(updates?|progress|position|comments?|"
        r"notes?|remarks|outcomes?|response|feedback|taken)( to date| so far)?",
    ),
    ("progress", r"(update|progress|status) (and|or)? ?(comments?|progress|updates?|notes?)"),
    (
        "owner",
        r"(action )?(owner|owners|lead|leads|who|whom|by whom|responsible|responsibility|assignee)",
    ),
    ("owner", r"(action|actions|actioned|assigned|allocated|owned|led)( to be done)? (by|to|for)"),
    (
        "owner",
        r"(lead|responsible|action|accountable) (officer|officers|agency|agencies|organisation|"
        r"organisations|body|bodies|partner|partners|person|party|post|member|owner|lead|service)",
    ),
    ("owner", r"(person|persons|officer|agency|body|organisation) (responsible|leading)"),
    ("owner", r"(agency|organisation|owner (and|or) lead|lead (and|or) owner|action on)"),
    (
        "asked",
        r"(raised|opened|logged|asked)( on| at| date)?|date (action )?(raised|opened|logged|agreed|"
        r"set|added|assigned|asked)|(date (of )?)?meeting( date)?|from meeting",
    ),
    (
        "action",
        r"(agreed |key |outstanding |new )?actions?( log| list| required| agreed| points?| arising|"
        r" needed| details?| description| items?| to be taken| arising from .*)?",
    ),
    (
        "action",
        r"(task|tasks|what|description( of action)?|details? of action|what (needs|is) to be done)",
    ),
    (
        "section",
        r"(theme|subject|topic|issue|workstream|section|heading|area|agenda item|item|minute|"
        r"objective)",
    ),
)
WANTED = {
    "ref": "reference",
    "action": "what is to be done",
    "owner": "who does it",
    "due": "by when",
    "status": "how it stands",
    "progress": "progress",
    "asked": "when it was asked",
    "completed": "when it was completed",
    "section": "what it is about",
}
SHORT_OWNER = 20
HEADINGS = Headings(PATTERNS, WANTED, frozenset({"progress", "owner"}))


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a grid that has headings, in its first rows; None where it has none.

    A row of headings names the action and at least one thing more.
    """
    width = max((len(row.filled) for row in grid.rows), default=0)
    return HEADINGS.columns_of(
        grid, lambda kinds: "action" in kinds and (len(kinds) > 1 or width == 1)
    )


def without_headings(grids: Sequence[Grid]) -> dict[int, Columns]:
    """The columns of tables without headings, told by what stands in them; by table.

    Such a log has the action first and its status last; between them, if anything, short words for
    who does it. All its tables are taken together: where a last column anywhere holds anything but
    statuses, or none at all, nothing is told.
    """
    found: dict[int, Columns] = {}
    statuses = 0
    for place, grid in enumerate(grids):
        width = max((len(row.cells) for row in grid.rows), default=0)
        if width < 2:
            continue
        last = [said for row in grid.rows if (said := row.text(width - 1))]
        if any(status_key(said) not in STATUSES for said in last):
            return {}
        statuses += len(last)
        between = [row.text(column) for row in grid.rows for column in range(1, width - 1)]
        if width > 3 or any(len(said) > SHORT_OWNER for said in between):
            return {}
        by_kind: dict[str, tuple[int, ...]] = {"action": (0,), "status": (width - 1,)}
        by_kind |= {"owner": (1,)} if width == 3 else {}
        found[place] = Columns(0, by_kind, wanted=WANTED)
    return found if statuses else {}
