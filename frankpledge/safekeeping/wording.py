"""What stands beside an export, for whoever opens it years later."""

README = """\
{area}: the whole record, as kept by Frankpledge
================================================

FOR THOSE WHO RUN THE SERVICE. This folder holds everything: drafts, papers that are withheld, what
members see and the public does not. Nothing in it has been marked or left out for a reader. Treat
it as you treat the database itself. What the public may have is on the service's own pages.

What is here
------------
records/NAME.jsonl  One file for each kind of record, in JSON Lines (jsonlines.org): UTF-8, one
                    record a line. Days and moments are as in ISO 8601, moments in UTC.
fields.csv          What each field is: its type, its meaning, what it points at, its values.
files/              The originals that were sent in, under the names that the records give them.
evidence/           Releases of data, in Apache Parquet, each with its manifest.json.
about.json          Which version wrote this, how many records of each kind, and which files the
                    records name that were not there.
SHA256SUMS          The checksum of every other file: sha256sum --check SHA256SUMS

How records point at each other
-------------------------------
A record that has a slug of its own, such as a body or a place, is pointed at by it. Any other is
pointed at by its id. Ids are kept as they are, because the history speaks of records by them.

The history
-----------
records/history.entry.jsonl says who changed what, when. Each entry's digest covers the one before
it; here the chain is {history}.

What is not here
----------------
Passwords, sessions, second factors, and mail that waits: they belong to the service, not to the
area. Signed links open nothing in another service, which has a key of its own.

Bring it back
-------------
frankpledge import area FOLDER, into an empty system. Exported again, it is the same, byte by byte.
"""
