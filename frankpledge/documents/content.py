"""The one object that HTML, PDF and Word all render: a paper as a tuple of blocks.

The other parts of the system import from here: the nouns live in `blocks`, their JSON form in
`content_json`, and the numbers of headings and paragraphs in `numbering`.
"""

from frankpledge.documents.blocks import (
    NOTICE_WORDS,
    Block,
    Facts,
    Figure,
    Heading,
    ListBlock,
    Notice,
    NoticeKind,
    Paragraph,
    Quote,
    Recommendations,
    RecommendationsHere,
    Run,
    Signatures,
    SignatureSlot,
    Table,
    Text,
    plain_text,
    text_of,
    words,
)
from frankpledge.documents.content_json import blocks_from_json, blocks_to_json
from frankpledge.documents.numbering import numbered, with_recommendations

__all__ = [
    "NOTICE_WORDS",
    "Block",
    "Facts",
    "Figure",
    "Heading",
    "ListBlock",
    "Notice",
    "NoticeKind",
    "Paragraph",
    "Quote",
    "Recommendations",
    "RecommendationsHere",
    "Run",
    "SignatureSlot",
    "Signatures",
    "Table",
    "Text",
    "blocks_from_json",
    "blocks_to_json",
    "numbered",
    "plain_text",
    "text_of",
    "with_recommendations",
    "words",
]
