"""Surveys as those see them who are asked, and what a closed one came to (KON P30)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.appraisal import store
from services.appraisal.domain.appraisal import text_of
from services.appraisal.domain.kotak import Kelompok
from services.appraisal.domain.survei import Hasil


class InvitationView(Struct, frozen=True):
    """A survey that one is asked to answer until `sampai`: about whom, as a peer or a subordinate, which aspects."""

    undangan_id: UUID
    nama: str
    kelompok: Kelompok
    aspek: tuple[str, ...]
    sampai: date


class SurveyView(Struct, frozen=True):
    """What a closed survey came to; decimal texts.

    `nilai`: what counts for 40 per cent; none, where nobody answered. `rekan`, `bawahan`: only where both groups are
    large enough. For the penilai alone, and only of enough answers: `kelonggaran`, by how much the survey is above the
    penilai's own marks, once those are signed; `halo`, by how much the marks within one answer differ on average.
    """

    n_rekan: int
    n_bawahan: int
    nilai: str | None
    rekan: str | None
    bawahan: str | None
    halo: str | None = None
    kelonggaran: str | None = None


async def invitations(work: Work, actor: Actor) -> list[InvitationView]:
    """What still waits for the actor's answer."""
    return [
        InvitationView(one.undangan_id, one.nama, one.kelompok, one.aspek, one.sampai)
        for one in await store.invitations(work, actor.id)
    ]


def survey_view(found: Hasil, own: dict[str, str] | None) -> SurveyView:
    """For the appraised (`own` None), or for the penilai, with their marks by aspect, empty before the signature."""
    told = SurveyView(
        found.n_rekan, found.n_bawahan, text_of(found.nilai), text_of(found.rekan), text_of(found.bawahan)
    )
    if own is None or found.halo is None or found.nilai is None:
        return told
    marks = [Decimal(mark) for mark in own.values()]
    above = found.nilai - sum(marks, Decimal(0)) / len(marks) if marks else None
    return SurveyView(
        told.n_rekan, told.n_bawahan, told.nilai, told.rekan, told.bawahan, text_of(found.halo),
        None if above is None else format(above, "f"),
    )  # fmt: skip
