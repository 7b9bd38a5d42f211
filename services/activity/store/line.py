"""Who is told that a pejabat penilai was silent: their superior, past vacant posts (readings A2, A22)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

import msgspec

from chassis.db import Work
from contracts.identity import Penempatan
from contracts.masa import Sebagai
from contracts.vocabulary import StatusPegawai
from kernel import garis
from kernel.garis import Atasan, Kepada, Orang
from kernel.penilai import penilai_on
from services.activity.store.terms import deciders_of

_ONE = "SELECT status, penempatan::text AS penempatan FROM pegawai WHERE tenant = :tenant AND asn_id = :asn"
BUPATI = Kepada(None, "bupati")


async def told_of(work: Work, silent: Collection[UUID], day: date) -> dict[UUID, Kepada]:
    """For each silent penilai who is told; one by one only where a superior's post is vacant."""
    above = await deciders_of(work, silent, day)
    found: dict[UUID, Kepada] = {}
    for who in silent:
        term = penilai_on(above.terms(who), day)
        if term is not None and term.penilai_id is not None:
            found[who] = Kepada(term.penilai_id, "")
        elif term is not None and term.sebagai is Sebagai.KOSONG:
            found[who] = await _past_vacancies(work, who, day)
        else:
            found[who] = BUPATI
    return found


async def _past_vacancies(work: Work, who: UUID, day: date) -> Kepada:
    async def find(one: UUID) -> Orang | None:
        row = await work.one(_ONE, {"tenant": work.tenant, "asn": one})
        if row is None:
            return None
        posts = msgspec.json.decode(row.penempatan, type=tuple[Penempatan, ...])
        return Orang((await deciders_of(work, [one], day)).terms(one), posts, StatusPegawai(row.status))

    return await garis.next_superior(Atasan(who, Sebagai.DEFINITIF, day), day, find)
