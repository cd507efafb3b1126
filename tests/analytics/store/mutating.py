"""A small street file, and ten thousand ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
BAD_VALUES = (
    *["2024-13", "2024-04", "202403", " 2024-03 ", "March", "0.0", "1e2", "nan", "inf", "-3.5"],
    *["99", "E0100001", "e01000001", "E01000001 ", "W01001474", "", " ", "x" * 300, "Llŷn", "=1+1"],
    *["51.5\t", "1_0.5", "٣", "N/A", "'", "E01000001\n", '"', "a,b", "a;b", "\\", "0x1F", "-"],
)
ODD_BYTES = b"\",\r\n\0\t;|\\ '\xff\x81\x92\xe9\xc5\xb7\xef\xbb\xbf=-0Z"


def small_file(random: Random, rows: int) -> bytes:
    """A file of the publisher's layout: Cambridgeshire, March 2024."""
    lines = [HEADER]
    for at in range(rows):
        number = f"{random.getrandbits(256):064x}" if random.random() < 0.8 else ""
        place = random.random() < 0.9
        street = random.choice(("Mill Lane", "Llŷn Street", '"Caernarfon, Y Maes"', "Heol"))
        lines.append(
            ",".join(
                (
                    number,
                    "2024-03",
                    "Cambridgeshire Constabulary",
                    "Cambridgeshire Constabulary",
                    f"{random.uniform(-0.5, 0.5):.6f}" if place else "",
                    f"{random.uniform(52, 53):.6f}" if place else "",
                    street if place else "No location",
                    f"E01{random.randrange(17900, 18300):06d}" if place else "",
                    f"Fenland {at % 9:03d}A" if place else "",
                    random.choice(("Burglary", "Drugs", "Anti-social behaviour")),
                    random.choice(("", "Under investigation")),
                    "",
                )
            )
        )
    return ("\n".join(lines) + "\n").encode()


Change = Callable[[bytes, Random], bytes]


def _flip(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.choice(ODD_BYTES)]) + data[at:]


def _delete(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + data[at + random.randrange(1, 40) :]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def _on_a_line(change: Callable[[list[bytes], Random], list[bytes]]) -> Change:
    def changed(data: bytes, random: Random) -> bytes:
        lines = data.split(b"\n")
        at = random.randrange(len(lines))
        return b"\n".join([*lines[:at], *change([lines[at]], random), *lines[at + 1 :]])

    return changed


def _swap(line: list[bytes], random: Random) -> list[bytes]:
    fields = line[0].split(b",")
    one, other = random.randrange(len(fields)), random.randrange(len(fields))
    fields[one], fields[other] = fields[other], fields[one]
    return [b",".join(fields)]


def _value(line: list[bytes], random: Random) -> list[bytes]:
    fields = line[0].split(b",")
    fields[random.randrange(len(fields))] = random.choice(BAD_VALUES).encode()
    return [b",".join(fields)]


def _quote(line: list[bytes], random: Random) -> list[bytes]:
    fields = line[0].split(b",")
    at = random.randrange(len(fields))
    inside = random.choice((b"", b"\n", b"\r\n", b",", b'""', b"\r", b"\n\n"))
    fields[at] = b'"' + fields[at] + inside + b'"' + random.choice((b"", b"", b" "))
    return [b",".join(fields)]


def _more(line: list[bytes], random: Random) -> list[bytes]:
    return [line[0] + b"," * random.randrange(1, 3)]


def _fewer(line: list[bytes], random: Random) -> list[bytes]:
    return [line[0].rsplit(b",", random.randrange(1, 4))[0]]


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


CHANGES: tuple[Change, ...] = (
    *(_flip, _flip, _insert, _insert, _delete, _cut),
    *(_on_a_line(one) for one in (_swap, _value, _value, _value, _quote, _quote, _more, _fewer)),
    _on_a_line(lambda line, random: []),
    _on_a_line(lambda line, random: line * 2),
    _on_a_line(lambda line, random: [*line, random.choice((b"", b"\r", b" ", b'""', b"\0"))]),
    lambda data, random: b"\xef\xbb\xbf" + data,
    lambda data, random: data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n"))),
    lambda data, random: _text(data).encode("cp1252", errors="replace"),
    lambda data, random: _text(data).encode(random.choice(("utf-16", "utf-8-sig"))),
    lambda data, random: data.replace(b",", random.choice((b";", b"\t", b"|", b", "))),
    lambda data, random: random.choice((b"\n", b"\r\n", b" \n", b"sep=,\n")) + data,
    lambda data, random: data + random.choice((b"\n", b"\n\n", b"\r", b"\x1a", b"total,60\n")),
)


def spoilt(seed: int) -> bytes:
    """The file of this number: up to a hundred rows, changed one to three times."""
    random = Random(seed)
    data = small_file(random, random.choice((0, 1, 30, 60, 100)))
    for _ in range(random.choice((1, 1, 2, 3))):
        if data:
            data = random.choice(CHANGES)(data, random)
    return data
