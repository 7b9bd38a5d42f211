"""Many entries written together, with their facts and clocks, in the unit of work of the caller.

One statement takes a few hundred entries with their facts; while the database is at one, the next is made ready.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from chassis.db import Work
from chassis.ids import new_id
from chassis.outbox import pack_headers
from contracts.activity import ActivityAssisted, ActivitySubmitted
from contracts.envelope import body_of, headers_of
from contracts.event import Event
from services.activity.domain.isian import Baris
from services.activity.domain.standing import Standing
from services.activity.entry.draft import Term
from services.activity.entry.judge import Good
from services.activity.entry.statement import ARM, to_arm
from services.activity.store.messages import Pesan, send

AT_ONCE = 256
_WRITE = """
WITH entered AS (
    INSERT INTO activity (tenant, state, entered_by, submitted_at, activity_id, asn_id, tanggal, kategori, butir_id,
        uraian, output, kuantitas, mulai, selesai, bukti, jabatan, due_on, lapse_on, late)
    SELECT $1, $2, $3, $4, i.* FROM unnest($5::uuid[], $6::uuid[], $7::date[], $8::text[], $9::uuid[], $10::text[],
        $11::text[], $12::int[], $13::time[], $14::time[], $15::text[], $16::text[], $17::date[], $18::date[],
        $19::bool[]) AS i
)
INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
SELECT $1, o.event_id, $20, o.asn_id::text, o.activity_id::text, 1, o.headers, o.body
FROM unnest($5::uuid[], $6::uuid[], $21::uuid[], $22::bytea[], $23::bytea[])
    AS o(activity_id, asn_id, event_id, headers, body)
"""
Telling = Callable[[UUID, Baris, Term], Event]


class Helper(Struct, frozen=True):
    """The administrator who writes for others, why, and from which file."""

    asn_id: UUID
    alasan: str
    impor_id: UUID


async def write(work: Work, standing: Standing, good: Sequence[Good], helper: Helper | None) -> list[UUID]:
    """Write entries that may be entered, as single entries are written; gives their ids.

    As the owner's own they are submitted; by a helper they wait for their owners, who are told (KUAN P16(b)).
    """
    bare: Any = (await work.connection.get_raw_connection()).driver_connection
    if helper:
        await _tell(work, good, helper)
    elif good:
        await bare.execute(ARM, *_clocks(work, good))
    ids = [new_id() for _ in good]
    envelopes, telling = Envelopes(work), _by(helper) if helper else _at(work.now)
    state, by = ("assisted", helper.asn_id) if helper else ("submitted", None)

    def made_ready() -> Iterator[list[Any]]:
        for at in range(0, len(good), AT_ONCE):
            some, their = good[at : at + AT_ONCE], ids[at : at + AT_ONCE]
            values = [*_entries(their, some, standing, helper is None), *_facts(their, some, envelopes, telling)]
            yield [work.tenant, state, by, work.now, *values]

    await _in_turn(bare, made_ready())
    work.recorded += len(good)
    return ids


async def _in_turn(bare: Any, batches: Iterator[list[Any]]) -> None:
    """Each batch leaves for the database before the next is made ready; nothing is under way when this ends."""
    under_way: asyncio.Future[Any] | None = None
    try:
        for values in batches:
            if under_way is not None:
                await under_way
            under_way = asyncio.ensure_future(bare.execute(_WRITE, *values))
            await asyncio.sleep(0)
        if under_way is not None:
            await under_way
    finally:
        if under_way is not None and not under_way.done():
            under_way.cancel()
            await asyncio.wait([under_way])


def _entries(ids: list[UUID], good: Sequence[Good], standing: Standing, counts: bool) -> list[Sequence[Any]]:
    lines = [line for line, _ in good]
    due: list[date | None] = [term.due_on if counts else None for _, term in good]
    lapse: list[date | None] = [term.lapse_on if counts else None for _, term in good]
    return [
        ids, [b.asn_id for b in lines], [b.tanggal for b in lines], [b.kategori.value for b in lines],
        [b.butir_id for b in lines], [b.uraian for b in lines], [b.output for b in lines],
        [b.kuantitas for b in lines], [b.mulai for b in lines], [b.selesai for b in lines],
        [b.bukti for b in lines], [standing.pemilik[b.asn_id].jabatan for b in lines], due, lapse,
        [counts and term.late for _, term in good],
    ]  # fmt: skip


def _facts(ids: list[UUID], good: Sequence[Good], envelopes: Envelopes, telling: Telling) -> list[Any]:
    events = [telling(activity_id, line, term) for activity_id, (line, term) in zip(ids, good, strict=True)]
    numbers = [new_id() for _ in good]
    packed = [envelopes.headers(e, n, i) for e, n, i in zip(events, numbers, ids, strict=True)]
    return [events[0].type_name(), numbers, packed, [body_of(e) for e in events]]


class Envelopes:
    """Packed headers of the first facts of many aggregates: made once for each person, completed by what differs.

    What differs are two ids, which as text are all of one length.
    """

    _ID, _SUBJECT = UUID(int=(1 << 128) - 1), UUID(int=(1 << 128) - 2)  # stand for them in the pattern

    def __init__(self, work: Work) -> None:
        self._work = work
        self._by_person: dict[UUID, tuple[bytes, bytes, bytes]] = {}

    def headers(self, event: Any, event_id: UUID, subject: UUID) -> bytes:
        before, between, after = self._by_person.get(event.asn_id) or self._pattern(event)
        return b"".join((before, str(event_id).encode(), between, str(subject).encode(), after))

    def _pattern(self, event: Any) -> tuple[bytes, bytes, bytes]:
        fact = replace(self._work.fact(event, 1), id=self._ID, subject=str(self._SUBJECT))
        before, _, rest = pack_headers(headers_of(fact)).partition(str(self._ID).encode())
        between, _, after = rest.partition(str(self._SUBJECT).encode())
        found = self._by_person[event.asn_id] = before, between, after
        return found


def _by(helper: Helper) -> Telling:
    def assisted(activity_id: UUID, line: Baris, term: Term) -> Event:
        return ActivityAssisted(
            activity_id=activity_id,
            asn_id=line.asn_id,
            tanggal=line.tanggal,
            entered_by=helper.asn_id,
            alasan=helper.alasan,
        )

    return assisted


def _at(now: datetime) -> Telling:
    def submitted(activity_id: UUID, line: Baris, term: Term) -> Event:
        return ActivitySubmitted(
            activity_id=activity_id,
            asn_id=line.asn_id,
            tanggal=line.tanggal,
            kategori=line.kategori,
            butir_id=line.butir_id,
            kuantitas=line.kuantitas,
            late=term.late,
            due_on=term.due_on,
            submitted_at=now,
        )

    return submitted


def _clocks(work: Work, good: Sequence[Good]) -> list[Sequence[Any]]:
    terms = {id(term): term for _, term in good}.values()
    return to_arm({(work.tenant, kind, subject): at for term in terms for kind, subject, at in term.deadlines})


async def _tell(work: Work, good: Sequence[Good], helper: Helper) -> None:
    counted = Counter(line.asn_id for line, _ in good)
    said = [
        Pesan(
            jenis="diisikan",
            isi=f"{n} aktivitas dari berkas menunggu konfirmasi Anda: {helper.alasan}",
            tentang=str(helper.impor_id),
            kepada=owner,
            dari=helper.asn_id,
        )
        for owner, n in counted.items()
    ]
    await send(work, said)
