"""The owner's measurement of a set SKP (KON P20)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import lacking, wrong_state
from contracts.skp import RealisasiMeasured
from contracts.vocabulary import Jumlah
from services.skp import store
from services.skp.commands.step import move, policy_of
from services.skp.domain.course import check_owner
from services.skp.domain.measure import mean_capaian


class Realisasi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of one butir, and the evidence for it; without evidence it does not count (KON P20(3))."""

    butir_id: UUID
    jumlah: Jumlah
    bukti: Annotated[str, Meta(min_length=1, max_length=500)]


class MeasureSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The owner's measurement of the whole plan (KON P20(1))."""

    realisasi: Annotated[tuple[Realisasi, ...], Meta(min_length=1, max_length=200)]


class Measured(Struct, frozen=True):
    """The mean capaian in per cent, at most 120 a butir; a decimal as text."""

    skp_id: UUID
    capaian: str


async def measure(work: Work, actor: Actor, skp_id: UUID, command: MeasureSkp) -> Measured:
    """Realisation beside target for every butir of one's own set SKP."""
    row = await store.lock_skp(work, skp_id)
    check_owner(row.asn_id, actor.id)
    if row.state != "set":
        raise wrong_state("Hanya SKP yang sudah ditetapkan yang diukur.", "KON 20(2)")
    targets = {b.butir_id: b.target.kuantitas for b in store.content_of(row).butir if b.butir_id}
    given = {r.butir_id: r.jumlah for r in command.realisasi}
    if set(given) - set(targets):
        raise lacking("Ada realisasi untuk butir yang tidak ada dalam SKP ini.", "KON 20(2)", "realisasi")
    most = policy_of(work, row).capaian_max.value
    capaian = mean_capaian([(given.get(b, 0), target) for b, target in targets.items()], most)
    await work.many(
        "INSERT INTO realisasi (tenant, skp_id, butir_id, jumlah, bukti, measured_at)"
        " VALUES (:tenant, :skp, :butir, :jumlah, :bukti, :now) ON CONFLICT (tenant, skp_id, butir_id)"
        " DO UPDATE SET jumlah = EXCLUDED.jumlah, bukti = EXCLUDED.bukti, measured_at = EXCLUDED.measured_at",
        [
            {
                "tenant": work.tenant, "skp": skp_id, "butir": r.butir_id, "jumlah": r.jumlah, "bukti": r.bukti,
                "now": work.now,
            }
            for r in command.realisasi
        ],
    )  # fmt: skip
    event = RealisasiMeasured(
        skp_id=skp_id,
        asn_id=row.asn_id,
        tahun=row.tahun,
        realisasi={str(k): v for k, v in given.items()},
        capaian=str(capaian),
    )
    await move(work, row, "set", event)
    return Measured(skp_id, str(capaian))
