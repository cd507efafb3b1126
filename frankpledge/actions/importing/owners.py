"""Whom a file means by an owner: a body on that day, a post, initials; or perhaps a person.

The record names posts and bodies, never people. So words are kept only where every one of them is
a word of posts or of bodies; whatever else matches nothing is taken for a name, and left out unless
whoever imports says that it is none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SMALL = {"of", "and", "the", "for", "in", "on", "with", "to", "a"}
POST_WORDS_FILE = Path(__file__).parent / "post_words.txt"
INITIALS = re.compile(r"[A-Z]{2,5}[a-z]?")
SPLIT = re.compile(r"[;/\n,()|+]|\s[-–—]\s")
JOINED = re.compile(r"\s(?:and|&)\s|&")


@dataclass(frozen=True)
class Owner:
    """What an owner's cell says: the bodies it names, its post words, and what may be names."""

    bodies: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@cache
def post_words() -> frozenset[str]:
    """Words that name a post, a duty or a kind of body, and nobody."""
    lines = POST_WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def key(text: str) -> str:
    """A name as it is looked up: without "the", stops, capitals, or "&" for "and"."""
    said = " ".join(re.sub(r"[^\w ]+", " ", text.lower().replace("&", " and ")).split())
    return said.removeprefix("the ")


def initials_of(name: str) -> str:
    """The initials of a name's own words: "Safer Roads Group" is "srg"."""
    words = [word for word in key(name).split() if word not in SMALL]
    return "".join(word[0] for word in words)


def index_of(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Names and initials to bodies, given each body's names on the day.

    Initials have three letters at least, and what could mean two bodies means neither.
    """
    meant: dict[str, set[str]] = {}
    for body, called in names.items():
        for name in filter(None, called):
            meant.setdefault(key(name), set()).add(body)
    short: dict[str, set[str]] = {}
    for body, called in names.items():
        for name in filter(None, called):
            if len(initials := initials_of(name)) >= 3:
                short.setdefault(initials, set()).add(body)
    for initials, bodies in short.items():
        meant.setdefault(initials, bodies)
    return {name: next(iter(bodies)) for name, bodies in meant.items() if name and len(bodies) == 1}


def read_owner(text: str, bodies: Mapping[str, str], posts: Iterable[str] = ()) -> Owner:
    """Tell an owner's cell apart. `bodies`: see `index_of`; `posts`: those that hold seats."""
    known = {key(post) for post in posts}
    of_bodies = {word for name in bodies for word in name.split()}
    found = Owner()
    for part in _parts(text, bodies):
        if body := bodies.get(key(part)):
            found = Owner((*found.bodies, body), found.posts, found.names)
        elif is_post(part, known, of_bodies) or INITIALS.fullmatch(part):
            found = Owner(found.bodies, (*found.posts, part), found.names)
        else:
            found = Owner(found.bodies, found.posts, (*found.names, part))
    return Owner(tuple(dict.fromkeys(found.bodies)), found.posts, found.names)


def is_post(part: str, known: set[str], of_bodies: set[str]) -> bool:
    """Whether every word is one of posts or of bodies, so that it names nobody."""
    if key(part) in known:
        return True
    words = key(part).split()
    return bool(words) and all(
        word in post_words() or word in SMALL or word in of_bodies for word in words
    )


def _parts(text: str, bodies: Mapping[str, str]) -> list[str]:
    """A cell in the parts that can be told apart: a body's own name is never split."""
    if key(text) in bodies:
        return [text.strip()]
    parts = [part for piece in SPLIT.split(text) for part in _joined(piece, bodies)]
    return [part for part in parts if key(part)]


def _joined(piece: str, bodies: Mapping[str, str]) -> list[str]:
    """A piece at those of its "and"s that join bodies or initials: "Head of drugs and alcohol" is
    one post, "Fire and Rescue and County Council" two bodies."""
    halves = [half.strip() for half in JOINED.split(piece)]
    parts: list[str] = []
    others: list[str] = []
    while halves:
        count = next((n for n in range(len(halves), 0, -1) if _stands(halves[:n], bodies)), 0)
        if count:
            parts += filter(None, (" and ".join(others), " and ".join(halves[:count])))
            halves, others = halves[count:], []
        else:
            others.append(halves.pop(0))
    return [*parts, *filter(None, (" and ".join(others),))]


def _stands(halves: list[str], bodies: Mapping[str, str]) -> bool:
    said = " and ".join(halves)
    return key(said) in bodies or bool(INITIALS.fullmatch(said))
