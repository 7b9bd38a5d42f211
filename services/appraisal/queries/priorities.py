"""Lists of priority by the results of two years (KON P42)."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import EVERYBODY, keep_group_readings
from services.appraisal import store
from services.appraisal.domain import prioritas
from services.appraisal.domain.prioritas import Daftar
from services.appraisal.policy import AppraisalPolicy

MENGEMBANGKAN = "menyusun prioritas talent pool dan pengembangan kompetensi"


class PriorityView(Struct, frozen=True):
    """Somebody on a list: talent_pool, kompetensi, or nyaris, which names who has one predikat of each (B12)."""

    asn_id: UUID
    nama: str
    opd: str
    unit: str
    sebelumnya: str
    sekarang: str
    daftar: Daftar


async def priorities(work: Work, actor: Actor, tahun: int) -> list[PriorityView]:
    """Of a year and the one before, by PD and unit; who has only one of the two results is on none."""
    lists = work.law_of_today().section("appraisal", AppraisalPolicy).priority_lists.value
    await keep_group_readings(work, "priorities.read", [EVERYBODY], MENGEMBANGKAN, tahun=tahun)
    return [
        PriorityView(one.asn_id, one.nama, one.opd, one.unit, one.sebelumnya, one.sekarang, found)
        for one in await store.pairs(work, tahun, set(lists.values()))
        if (found := prioritas.list_of(one.sebelumnya, one.sekarang, lists))
    ]
