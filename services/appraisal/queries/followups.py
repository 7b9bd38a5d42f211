"""What follows from final results, as far as somebody may see it (KON P45-47)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.appraisal import store

MENINDAKLANJUTI = "menindaklanjuti hasil penilaian"


class FollowUpView(Struct, frozen=True):
    """What follows from a final result. `no_case`: why a low predikat opened none; `kasus_id` and what is with it: the
    case, its review day, its state, how it closed, and until when somebody is placed (KON P47(4))."""

    appraisal_id: UUID
    asn_id: UUID
    nama: str
    predikat: str
    target_terpenuhi: bool
    no_case: str
    final_on: date
    kasus_id: UUID | None
    dasar: str | None
    review_on: date | None
    state: str | None
    hasil: str | None
    sementara_sampai: date | None = None


# Roles that read about the whole Pemda.
ALL = frozenset({
    "tim_penilai_ketua", "tim_penilai_sekretaris", "tim_penilai_anggota", "pyb", "ppk", "kepala_badan", "inspektorat",
    "bupati",  # the Bupati is the PPK
})  # fmt: skip


async def follow_ups(work: Work, actor: Actor, tahun: int) -> list[FollowUpView]:
    """Cases, missed targets and low results without a case: one's own, one's subordinates', for some all."""
    held = await store.roles(work, actor) | frozenset(actor.peran)
    found = await store.follow_ups(
        work, actor.id, tahun, everybody=bool(work.known_as(held) & ALL), bupati="bupati" in actor.peran
    )
    await keep_reading(work, actor, "followups.read", [one.asn_id for one in found], MENINDAKLANJUTI, tahun=tahun)
    return [FollowUpView(**msgspec.structs.asdict(one)) for one in found]
