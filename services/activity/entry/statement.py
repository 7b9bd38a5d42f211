"""The one call that judges and writes a group of entries, and the words for what it refuses."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, Protocol
from uuid import UUID

from chassis.ids import new_id
from contracts.activity import ActivitySubmitted
from contracts.refusal import Refusal, rule
from services.activity.entry.draft import Draft

# The function is made by the newest migration that says CREATE FUNCTION enter_…; a change of it is a new name, so that
# processes of two releases can work side by side.
ENTER = "SELECT verdict, kept_body FROM enter_v3($1, $2, $3, $4, $5, $6, $7)"
ARM = """
INSERT INTO deadline (id, tenant, kind, subject, due_at)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
ON CONFLICT (tenant, kind, subject) DO NOTHING
"""

_TYPE = ActivitySubmitted.type_name()
OTHER_BODY = rule(
    "activity.request.other_body", 422, "Kunci ini sudah dipakai untuk permintaan lain.", "Idempotency-Key",
    source="implicit",
)  # fmt: skip
NOT_VALIDATED = rule(
    "activity.entry.not_validated", 403, "Data Anda belum tervalidasi pada SIASN sehingga belum dapat mengisi."
)
NOT_ON_DUTY = rule(
    "activity.entry.not_on_duty", 409,
    "Anda sedang tidak bertugas (cuti, tugas belajar, atau diberhentikan sementara).", "tanggal",
)  # fmt: skip
NO_BUTIR = rule(
    "activity.entry.butir", 422, "Kinerja yang dirujuk tidak berlaku bagi Anda pada tanggal itu.", "butir_id"
)
CLOSED = rule("activity.entry.closed", 409, "Bulan ini sudah ditutup; mintalah administrator PD membukanya.", "tanggal")
OVERLAP = rule(
    "activity.entry.overlap", 409, "Jam aktivitas bertumpuk dengan aktivitas lain pada hari yang sama{where}.", "mulai"
)
_RULES = {
    "other_body": OTHER_BODY,
    "unknown_person": NOT_VALIDATED,
    "not_on_duty": NOT_ON_DUTY,
    "butir": NO_BUTIR,
    "closed": CLOSED,
    "overlap": OVERLAP,
}

# For the few entries of a group that another is in the way of: which, and when.
IN_THE_WAY = """
SELECT i.n, a.activity_id, a.mulai, a.selesai
FROM unnest($2::uuid[], $3::date[], $4::time[], $5::time[]) WITH ORDINALITY AS i(asn_id, tanggal, mulai, selesai, n)
CROSS JOIN LATERAL (SELECT a.activity_id, a.mulai, a.selesai FROM activity a WHERE a.tenant = $1
    AND a.asn_id = i.asn_id AND a.tanggal = i.tanggal AND a.state NOT IN ('rejected', 'discarded')
    AND a.mulai < i.selesai AND i.mulai < a.selesai ORDER BY a.mulai LIMIT 1) a
"""


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


def to_arm(wanted: Mapping[tuple[str, str, str], datetime]) -> list[Sequence[Any]]:
    """What `ARM` takes, in one order, so that two who arm the same deadlines never wait for each other."""
    keys = sorted(wanted)
    tenants, kinds, subjects = zip(*keys, strict=True)
    return [[new_id() for _ in keys], tenants, kinds, subjects, [wanted[key] for key in keys]]


def taken(drafts: list[Draft], now: datetime) -> list[Any]:
    """What the call takes after the tenant: the drafts as rows, their moment, the type of their facts, their first and
    last day, locks on their owners."""
    rows = [
        (
            d.activity_id, d.entry.actor.id, c.tanggal, c.kategori.value, c.butir_id, c.uraian, c.output, c.kuantitas,
            c.mulai, c.selesai, t.due_on, t.late, d.event_id, d.headers, d.body, d.entry.key, d.entry.fingerprint,
            d.answer, t.periode, t.lapse_on, c.bukti, t.no_duty,
        )
        for d in drafts
        for c, t in ((d.entry.command, d.term),)
    ]  # fmt: skip
    days = [row[2] for row in rows]
    # in one order, so that two groups never wait for each other
    locks = sorted({zlib.crc32(d.entry.actor.id.bytes) for d in drafts})
    return [rows, now, _TYPE, min(days), max(days), locks]


def where_of(other: InTheWay) -> str:
    """When the other entry is, and the line of the file that holds it: ` (08:00-09:30, baris 2)`."""
    line = f", baris {other.baris}" if other.baris else ""
    return f" ({other.mulai:%H:%M}-{other.selesai:%H:%M}{line})"


def refusal_of(verdict: str, other: InTheWay | None = None) -> Refusal:
    """The rule that a verdict names; `other`: the entry that is in the way."""
    return Refusal(_RULES[verdict], where=where_of(other) if other else "", about=other.activity_id if other else None)
