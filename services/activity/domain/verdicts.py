"""What may be against an entry when the tables are asked: one list, in the order in which it is looked for. Pure.

`IN_ORDER` is the source. `standing` looks for these in Python, for files, drafts, help and changes; the function of the
database that enters single entries is generated from the same list (`store/entering.py`, docs/decisions/0052).
"""

from __future__ import annotations

from datetime import time
from typing import NamedTuple, Protocol
from uuid import UUID

from contracts.refusal import Refusal, Rule, rule


class Verdict(NamedTuple):
    """A word of the database for a rule that refuses an entry."""

    name: str
    rule: Rule


UNKNOWN_PERSON = Verdict(
    "unknown_person",
    rule("activity.entry.not_validated", 403, "Data Anda belum tervalidasi pada SIASN sehingga belum dapat mengisi."),
)
NOT_ON_DUTY = Verdict(
    "not_on_duty",
    rule(
        "activity.entry.not_on_duty", 409,
        "Anda sedang tidak bertugas (cuti, tugas belajar, atau diberhentikan sementara).", "tanggal",
    ),
)  # fmt: skip
BUTIR = Verdict(
    "butir",
    rule("activity.entry.butir", 422, "Kinerja yang dirujuk tidak berlaku bagi Anda pada tanggal itu.", "butir_id"),
)
CLOSED = Verdict(
    "closed",
    rule("activity.entry.closed", 409, "Bulan ini sudah ditutup; mintalah administrator PD membukanya.", "tanggal"),
)
OVERLAP = Verdict(
    "overlap",
    rule(
        "activity.entry.overlap", 409, "Jam aktivitas bertumpuk dengan aktivitas lain pada hari yang sama{where}.",
        "mulai",
    ),
)  # fmt: skip
IN_ORDER = (UNKNOWN_PERSON, NOT_ON_DUTY, BUTIR, CLOSED, OVERLAP)
# A change is of an entry whose owner and duty were judged when it came; its month has a table of its own (`states`).
OF_A_CHANGE = (BUTIR, OVERLAP)
ENTERED = "entered"
DUPLICATE = "duplicate"  # an overlap with an entry that says the same at the same time
_BY_NAME = {verdict.name: verdict.rule for verdict in IN_ORDER}


class InTheWay(Protocol):
    """Another entry of the same day whose time a new one would take."""

    @property
    def mulai(self) -> time: ...
    @property
    def selesai(self) -> time: ...
    @property
    def activity_id(self) -> UUID | None: ...
    @property
    def baris(self) -> int: ...


def where_of(other: InTheWay) -> str:
    """When the other entry is, and the line of the file that holds it: ` (08:00-09:30, baris 2)`."""
    line = f", baris {other.baris}" if other.baris else ""
    return f" ({other.mulai:%H:%M}-{other.selesai:%H:%M}{line})"


def refusal_of(verdict: str, other: InTheWay | None = None) -> Refusal:
    """The rule that a verdict names; `other`: the entry that is in the way."""
    where = where_of(other) if other else ""
    return Refusal(_BY_NAME[verdict], where=where, about=other.activity_id if other else None)
