"""Many entries written together, with their facts and clocks, in the unit of work of the caller.

One statement takes a few hundred entries with their facts; while the database is at one, the next is made ready.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from chassis.db import Work
from chassis.ids import new_id
from chassis.outbox import pattern_of
from contracts.activity import ActivityAssisted, ActivitySubmitted
from contracts.envelope import body_of
from contracts.event import Event
from services.activity.domain import facts
from services.activity.domain.isian import Baris
from services.activity.domain.standing import Standing
from services.activity.entry.draft import Term
from services.activity.entry.judge import Good
from services.activity.messages.store import Pesan, send
from services.activity.store import hot
from services.activity.store.hot import Bare, Batch

AT_ONCE = 256


class Helper(Struct, frozen=True):
    """The administrator who writes for others, why, and from which file."""

    asn_id: UUID
    alasan: str
    impor_id: UUID


async def write(
    work: Work, standing: Standing, good: Sequence[Good], helper: Helper | None, held: Collection[UUID] = ()
) -> list[UUID]:
    """Write entries that passed every rule, by the statement that also writes single entries; return their ids.

    Without a helper they are submitted. A helper's entries wait for their owners, and the owners get a message
    (KUAN P16(b)). `held`: people whose penilai's post is vacant (A22); the events of their entries tell no last day.
    """
    bare = await hot.bare_of(work)
    if helper:
        await _tell(work, good, helper)
    elif good:
        await hot.arm(bare, _clocks(work, good))
    ids = [new_id() for _ in good]
    told = _Helped(work, helper) if helper else _Entered(work, held)
    state, by = ("assisted", helper.asn_id) if helper else ("submitted", None)

    def made_ready() -> Iterator[Batch]:
        for at in range(0, len(good), AT_ONCE):
            some, their = good[at : at + AT_ONCE], ids[at : at + AT_ONCE]
            yield Batch(work.tenant, state, by, work.now, _rows(their, some, standing, told), told.type)

    await _in_turn(bare, made_ready())
    work.recorded += len(good)
    return ids


async def _in_turn(bare: Bare, batches: Iterator[Batch]) -> None:
    """Each batch leaves for the database before the next is made ready; nothing is under way when this ends."""
    under_way: asyncio.Future[None] | None = None
    try:
        for batch in batches:
            if under_way is not None:
                await under_way
            under_way = asyncio.ensure_future(hot.write(bare, batch))
            await asyncio.sleep(0)
        if under_way is not None:
            await under_way
    finally:
        if under_way is not None and not under_way.done():
            under_way.cancel()
            await asyncio.wait([under_way])


def _rows(ids: list[UUID], good: Sequence[Good], standing: Standing, told: _Told) -> list[tuple[object, ...]]:
    counts = told.counts
    return [
        (
            i, b.asn_id, b.tanggal, b.kategori.value, b.butir_id, b.uraian, b.output, b.kuantitas, b.mulai, b.selesai,
            b.bukti, standing.pemilik[b.asn_id].jabatan, term.due_on if counts else None,
            term.lapse_on if counts else None, counts and term.late, *told.fact(i, b, term),
        )
        for i, (b, term) in zip(ids, good, strict=True)
    ]  # fmt: skip


class _Told(ABC):
    """The facts of many entries: their headers are made once and completed by the ids that differ.

    `type`: of the event. `counts`: whether the entries count at once.
    """

    type: str
    counts: bool
    _ID, _SUBJECT, _KEY = UUID(int=(1 << 128) - 1), UUID(int=(1 << 128) - 2), UUID(int=(1 << 128) - 3)

    def __init__(self, work: Work) -> None:
        self._work = work
        self._pattern: bytes | None = None

    @abstractmethod
    def _event(self, activity_id: UUID, line: Baris, term: Term) -> Event: ...

    def fact(self, activity_id: UUID, line: Baris, term: Term) -> tuple[UUID, bytes, bytes]:
        """Id, packed headers and body."""
        event, number = self._event(activity_id, line, term), new_id()
        if self._pattern is None:
            fact = replace(self._work.fact(event, 1), id=self._ID, subject=str(self._SUBJECT), key=str(self._KEY))
            self._pattern = pattern_of(fact, str(self._ID), str(self._SUBJECT), str(self._KEY))
        ids = (str(number).encode(), str(activity_id).encode(), str(line.asn_id).encode())
        return number, self._pattern % ids, body_of(event)


class _Helped(_Told):
    type, counts = ActivityAssisted.type_name(), False

    def __init__(self, work: Work, helper: Helper) -> None:
        super().__init__(work)
        self._helper = helper

    def _event(self, activity_id: UUID, line: Baris, term: Term) -> Event:
        return facts.assisted(activity_id, line.asn_id, line.tanggal, self._helper.asn_id, self._helper.alasan)


class _Entered(_Told):
    type, counts = ActivitySubmitted.type_name(), True

    def __init__(self, work: Work, held: Collection[UUID]) -> None:
        super().__init__(work)
        self._held = held

    def _event(self, activity_id: UUID, line: Baris, term: Term) -> Event:
        due = None if line.asn_id in self._held else term.due_on
        return facts.submitted(activity_id, line.asn_id, line, self._work.now, late=term.late, due_on=due)


def _clocks(work: Work, good: Sequence[Good]) -> dict[tuple[str, str, str], datetime]:
    terms = {id(term): term for _, term in good}.values()
    return {(work.tenant, kind, subject): at for term in terms for kind, subject, at in term.deadlines}


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
