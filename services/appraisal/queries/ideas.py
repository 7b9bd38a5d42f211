"""New ideas as those see them whom they concern (KON P31(6))."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.appraisal import store
from services.appraisal.domain import ide
from services.appraisal.domain.ide import Ide

MENETAPKAN = "merekomendasikan atau menetapkan ide baru"


class IdeaView(Struct, frozen=True):
    """A new idea: recommended, accepted or refused; `menunggu_anda`: it is the reader's to decide."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    tahun: int
    state: str
    uraian: str
    manfaat: str
    dokumen: str
    alasan: str
    menunggu_anda: bool


async def ideas(work: Work, actor: Actor, tahun: int) -> list[IdeaView]:
    """The actor's own, those one recommended or decided, and those that wait for one as head of the unit."""
    found = await store.ideas_seen(work, actor.id, tahun, bupati="bupati" in actor.peran)
    views = [await _idea(work, actor, one, nama) for one, nama in found]
    shown = [v for v, (one, _) in zip(views, found, strict=True) if v.menunggu_anda or _is_mine(one, actor.id)]
    await keep_reading(work, actor, "ideas.read", [v.asn_id for v in shown], MENETAPKAN, tahun=tahun)
    return shown


def _is_mine(one: Ide, actor: UUID) -> bool:
    return actor in (one.asn_id, one.recommended_by, one.decided_by)


async def _idea(work: Work, actor: Actor, one: Ide, nama: str) -> IdeaView:
    waits = False
    if one.state == "recommended":
        head = ide.head_of(await store.line_above(work, one.asn_id))
        waits = head == actor.id or (head is None and "bupati" in actor.peran)
    return IdeaView(
        one.appraisal_id, one.asn_id, nama, one.tahun, one.state, one.uraian, one.manfaat, one.dokumen, one.alasan,
        waits,
    )  # fmt: skip
