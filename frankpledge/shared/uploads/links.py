"""Where a link may lead."""

import re
from typing import Final

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_PLAIN: Final = frozenset({"http", "https", "mailto", "tel"})


def is_plain(link: str) -> bool:
    """Whether a link goes to the web, to mail, to a telephone or within its own document.

    A path to a file or to another machine's share does not: opening one hands that machine the
    reader's sign-in.
    """
    # Programs pass over white space and control characters in a scheme, so it goes first.
    link = re.sub(r"[\s\x00-\x20]", "", link)
    scheme = _SCHEME.match(link)
    if scheme:
        return scheme[1].lower() in _PLAIN
    return link.startswith("#") or not link
