"""Monitoring recommends that a set SKP be changed; the SKP itself stays as it is (KON P18(6))."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.skp import SkpChangeRecommended
from services.skp import store
from services.skp.commands.step import is_vacant, move
from services.skp.domain import course, recommendation

Text = Annotated[str, Meta(max_length=2000)]
Reference = Annotated[str, Meta(max_length=500)]


class RecommendChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why it should change, what changed around the organisation, and the evidence.

    `bukti` refers to evidence kept elsewhere, `dokumen` to documents uploaded here; one of either is enough.
    """

    alasan: Text = ""
    perubahan_lingkungan: Text = ""
    bukti: Annotated[tuple[Reference, ...], Meta(max_length=50)] = ()
    dokumen: Annotated[tuple[UUID, ...], Meta(max_length=50)] = ()


class Recommended(Struct, frozen=True):
    """The recommendation, and the SKP that it is about."""

    rekomendasi_id: UUID
    skp_id: UUID


_WRITE = """
INSERT INTO rekomendasi (tenant, rekomendasi_id, skp_id, penilai_id, recorded_by, recorded_at, alasan,
    perubahan_lingkungan, bukti, dokumen)
VALUES (:tenant, :id, :skp, :penilai, :actor, :now, :alasan, :lingkungan, :bukti, CAST(:dokumen AS uuid[]))
"""


async def recommend_change(work: Work, actor: Actor, skp_id: UUID, command: RecommendChange) -> Recommended:
    """By the penilai of today, or the pengelola kinerja of the PD for him; nothing of the SKP changes by it."""
    row = await store.lock_skp(work, skp_id)
    await _check_may(work, actor, row)
    course.check_beside(row.state, "recommend")
    recommendation.check_monitored_year(row.tahun, work.today)
    dokumen = tuple(dict.fromkeys(command.dokumen))
    known = await _documents(work, actor, row, dokumen)
    bukti = recommendation.check_ground(command.alasan, command.perubahan_lingkungan, command.bukti, dokumen, known)
    made = Recommended(new_id(), skp_id)
    await work.run(
        _WRITE,
        {
            "tenant": work.tenant, "id": made.rekomendasi_id, "skp": skp_id, "penilai": row.atasan_id,
            "actor": actor.id, "now": work.now, "alasan": command.alasan, "lingkungan": command.perubahan_lingkungan,
            "bukti": list(bukti), "dokumen": list(dokumen),
        },
    )  # fmt: skip
    event = SkpChangeRecommended(
        skp_id=skp_id,
        asn_id=row.asn_id,
        rekomendasi_id=made.rekomendasi_id,
        penilai_id=row.atasan_id,
        recorded_by=actor.id,
        alasan=command.alasan,
        perubahan_lingkungan=command.perubahan_lingkungan,
        bukti=len(bukti) + len(dokumen),
        dokumen_sha256=tuple(known[one] for one in dokumen),
    )
    await move(work, row, row.state, event)
    await work.audit("skp.change_recommended", str(skp_id), {"rekomendasi_id": str(made.rekomendasi_id)})
    return made


async def _check_may(work: Work, actor: Actor, row: Any) -> None:
    helper = await store.find_person(work, actor.id)
    recommendation.check_monitor(
        row.asn_id,
        actor.id,
        penilai=store.is_penilai(row, actor),
        helps_in_pd=helper is not None and "pengelola_kinerja" in helper.peran and helper.opd == row.opd,
        vacant=is_vacant(row),
    )


async def _documents(work: Work, actor: Actor, row: Any, ids: tuple[UUID, ...]) -> dict[UUID, str]:
    """Those of the named documents that are the owner's or the actor's own, with their hashes."""
    found = await work.all(
        "SELECT dokumen_id, sha256 FROM dokumen WHERE tenant = :tenant AND dokumen_id = ANY(CAST(:ids AS uuid[]))"
        " AND asn_id IN (:owner, :actor)",
        {"tenant": work.tenant, "ids": list(ids), "owner": row.asn_id, "actor": actor.id},
    )
    return {one.dokumen_id: one.sha256 for one in found}
