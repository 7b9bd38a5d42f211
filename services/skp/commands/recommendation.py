"""Monitoring recommends that a set SKP be changed; the SKP itself stays as it is (KON P18(6))."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.skp import SkpChangeRecommended
from services.skp import store
from services.skp.commands.step import move
from services.skp.domain import course, recommendation
from services.skp.domain.skp import Skp

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


async def recommend_change(work: Work, actor: Actor, skp_id: UUID, command: RecommendChange) -> Recommended:
    """By the penilai of today, or the pengelola kinerja of the PD for them; nothing of the SKP changes by it."""
    one = await store.lock_skp(work, skp_id)
    await _check_may(work, actor, one)
    course.check_beside(one.state, "recommend")
    recommendation.check_monitored_year(one.tahun, work.today)
    dokumen = tuple(dict.fromkeys(command.dokumen))
    known = await store.documents_of(work, (one.asn_id, actor.id), dokumen)
    bukti = recommendation.check_ground(command.alasan, command.perubahan_lingkungan, command.bukti, dokumen, known)
    made = Recommended(new_id(), skp_id)
    said = {
        "penilai": one.atasan_id, "actor": actor.id, "alasan": command.alasan,
        "lingkungan": command.perubahan_lingkungan,
    }  # fmt: skip
    await store.insert_recommendation(work, made.rekomendasi_id, skp_id, said, bukti, dokumen)
    event = SkpChangeRecommended(
        skp_id=skp_id,
        asn_id=one.asn_id,
        rekomendasi_id=made.rekomendasi_id,
        penilai_id=one.atasan_id,
        recorded_by=actor.id,
        alasan=command.alasan,
        perubahan_lingkungan=command.perubahan_lingkungan,
        bukti=len(bukti) + len(dokumen),
        dokumen_sha256=tuple(known[each] for each in dokumen),
    )
    await move(work, one, one.state, event)
    await work.audit("skp.change_recommended", str(skp_id), {"rekomendasi_id": str(made.rekomendasi_id)})
    return made


async def _check_may(work: Work, actor: Actor, one: Skp) -> None:
    helper = await store.find_person(work, actor.id)
    recommendation.check_monitor(
        one.asn_id,
        actor.id,
        penilai=store.is_penilai(one, actor),
        helps_in_pd=helper is not None and "pengelola_kinerja" in helper.peran and helper.opd == one.opd,
        vacant=one.is_vacant,
    )
