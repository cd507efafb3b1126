"""Requests of an area file: do they hang together?"""

from frankpledge.areafile.checks.known import Known


def check(known: Known) -> None:
    """Note every mistake."""
    numbers: set[tuple[str, int]] = set()
    for n, told in known.records("requests"):
        board, number = told["board"], told["number"]
        known.body(("requests", n, "board"), board)
        known.body(("requests", n, "body"), told["body"])
        known.body(("requests", n, "owner"), told.get("owner"))
        if (board, number) in numbers:
            known.mistake(("requests", n, "number"), number, "another request has this number")
        numbers.add((board, number))
        for m, one in enumerate(told["asked"]):
            known.meeting(("requests", n, "asked", m, "meeting"), board, one["meeting"])
        for m, said in enumerate(told.get("said", [])):
            known.body(("requests", n, "said", m, "by"), said.get("by"))
    _continued(known, numbers)


def _continued(known: Known, numbers: set[tuple[str, int]]) -> None:
    """An update goes on only with a request that the file itself has."""
    for n, update in known.records("updates"):
        for section, lines in update.get("sections", {}).items():
            for m, line in enumerate(lines):
                if not isinstance(line, dict) or "continues" not in line:
                    continue
                if (update["board"], line["continues"]) not in numbers:
                    at = ("updates", n, "sections", section, m, "continues")
                    expected = "the number of a request to this board, under requests"
                    known.mistake(at, line["continues"], expected)
