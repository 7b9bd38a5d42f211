"""A group of drafts as the one call of the database takes it, and what it answers as a refusal."""

from __future__ import annotations

import zlib
from datetime import datetime

from contracts.activity import ActivitySubmitted
from contracts.refusal import Refusal, rule
from services.activity.domain import verdicts
from services.activity.domain.verdicts import InTheWay
from services.activity.entry.draft import Draft
from services.activity.store.hot import Group

_TYPE = ActivitySubmitted.type_name()
REPLAY, OTHER = "replay", "other_body"  # what the function says of a key that it knows
OTHER_BODY = rule(
    "activity.request.other_body", 422, "Kunci ini sudah dipakai untuk permintaan lain.", "Idempotency-Key",
    source="implicit",
)  # fmt: skip


def taken(drafts: list[Draft], now: datetime) -> Group:
    """The drafts as rows."""
    rows = [
        (
            d.activity_id, d.entry.actor.id, c.tanggal, c.kategori.value, c.butir_id, c.uraian, c.output, c.kuantitas,
            c.mulai, c.selesai, t.due_on, t.late, d.event_id, d.headers, d.body, d.entry.key, d.entry.fingerprint,
            d.answer, t.periode, t.lapse_on, c.bukti, t.no_duty,
        )
        for d in drafts
        for c, t in ((d.entry.command, d.term),)
    ]  # fmt: skip
    days = [d.entry.command.tanggal for d in drafts]
    # in one order, so that two groups never wait for each other
    locks = sorted({zlib.crc32(d.entry.actor.id.bytes) for d in drafts})
    return Group(rows, now, _TYPE, min(days), max(days), locks)


def refusal_of(verdict: str, other: InTheWay | None = None) -> Refusal:
    """The rule that an answer of the function names; `other`: the entry that is in the way."""
    return Refusal(OTHER_BODY) if verdict == OTHER else verdicts.refusal_of(verdict, other)
