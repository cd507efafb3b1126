"""Taking over what a Word form says of a paper, and describing the pictures it brought."""

from collections.abc import Mapping

from frankpledge.documents.content import Block, blocks_from_json, blocks_to_json
from frankpledge.documents.describing import describe_picture, pictures_without_description
from frankpledge.documents.markdown import markdown_of
from frankpledge.meetings.models import Paper
from frankpledge.meetings.operations.papers import set_recommendations, write_paper
from frankpledge.shared.door import Actor, StaleRecord, operation


@operation("Took a paper over from a Word form")
def take_from_word(
    *,
    by: Actor,
    paper: Paper,
    title: str,
    asked: list[str],
    blocks: tuple[Block, ...] | None,
) -> None:
    """A paper's title, recommendations and text as a form gave them; `blocks` None: text as it is.

    Where our Markdown can say the text, it can be written on here; otherwise the paper is kept as
    one that was converted, with its pictures and all.
    """
    text = paper.text if blocks is None else markdown_of(blocks)
    written = paper.source == "written" if blocks is None else text is not None
    if written and text is not None:
        write_paper(by=by, paper=paper, title=title, text=text, asked=asked)
        return
    paper.title = title
    if blocks is not None:
        paper.source, paper.text = "converted", ""
        # The form's file is kept with what came back; an earlier upload is this paper no more.
        paper.original, paper.original_name = "", ""
        paper.content, paper.conversion_notes = blocks_to_json(blocks), _still_bare(blocks)
        if paper.state == "to-follow":
            paper.state = "draft"
    paper.save(parts_changed=True)
    set_recommendations(by=by, paper=paper, asked=asked)


@operation("Described a paper’s pictures")
def describe_pictures(
    *, by: Actor, paper: Paper, described: Mapping[int, str], version: int
) -> int:
    """Give pictures their descriptions, by their place in the paper. How many still have none.

    `version`: of the paper as its author saw the pictures. Raises StaleRecord where it has
    changed since.
    """
    if paper.version != version:
        raise StaleRecord(str(paper))
    blocks = blocks_from_json(paper.content)
    for index, alt in described.items():
        blocks = describe_picture(blocks, index, alt)
    paper.content = blocks_to_json(blocks)
    told = [note for note in paper.conversion_notes if "no description" not in note]
    paper.conversion_notes = told + _still_bare(blocks)
    paper.save()
    return len(pictures_without_description(blocks))


def _still_bare(blocks: tuple[Block, ...]) -> list[str]:
    """What the paper's author is told of pictures without a description."""
    left = len(pictures_without_description(blocks))
    if not left:
        return []
    return [f"{'1 picture has' if left == 1 else f'{left} pictures have'} no description."]
