"""A new idea or way that improves performance: recommended by the direct superior, set by the head of the unit.

KON P31(5)a2, P31(6); reading B19. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import IdeDecided, IdeRecommended
from contracts.refusal import Refusal, rule
from services.appraisal.domain import judgement
from services.appraisal.domain.appraisal import Appraisal, Dinilai

NO_IDEAS = rule("appraisal.idea.not_here", 409, "Peraturan ini tidak mengenal penciptaan ide baru.")
SIGNED = rule("appraisal.idea.signed", 409, "Penilaian sudah ditandatangani; ide baru ditetapkan sebelum itu.")
KNOWN = rule("appraisal.idea.known", 409, "Ide baru pegawai ini sudah {state}.")
NOT_RECOMMENDED = rule("appraisal.idea.not_recommended", 409, "Ide baru belum direkomendasikan oleh atasan langsung.")
NOT_HEAD = rule("appraisal.idea.not_head", 403, "Ide baru ditetapkan oleh pimpinan unit kerja pegawai ini.")
NO_REASON = rule("appraisal.idea.no_reason", 422, "Sebutkan alasan ide baru tidak ditetapkan.", "alasan")

_SAID = {"recommended": "direkomendasikan", "accepted": "ditetapkan", "refused": "ditolak"}


class Ide(Struct, frozen=True, kw_only=True):
    """The idea of one person in one year. `dokumen`: what describes it and its benefit."""

    ide_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: int
    uraian: str
    manfaat: str
    dokumen: str
    recommended_by: UUID
    recommended_at: datetime
    state: str = "recommended"
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    alasan: str = ""
    version: int = 1


class Above(Struct, frozen=True):
    """Somebody on the line above a person, and whether they lead a unit."""

    asn_id: UUID
    memimpin_unit: bool


def head_of(line: Sequence[Above]) -> UUID | None:
    """Who sets an idea: the nearest above who leads a unit; None: the Bupati.

    Nobody sets their own: for the head of the unit it is the next superior. A head who is also the direct
    superior does both acts, each recorded by itself (reading B19).
    """
    return next((one.asn_id for one in line if one.memimpin_unit), None)


def check_open(one: Appraisal, *, has_ideas: bool) -> None:
    """Before the signature, as the predikat turns on it (KON P31(5)a)."""
    if not has_ideas:
        raise Refusal(NO_IDEAS)
    if one.state != "opened":
        raise Refusal(SIGNED)


def recommend(
    before: Ide | None, one: Appraisal, who: Dinilai, office: Collection[str], said: Ide
) -> tuple[Ide, IdeRecommended]:
    """By the direct superior; again only where the head refused it before."""
    judgement.check_penilai(who.atasan_id, said.recommended_by, office, vacant=who.kosong)
    if before is not None and before.state != "refused":
        raise Refusal(KNOWN, state=_SAID[before.state])
    after = replace(said, ide_id=before.ide_id, version=before.version + 1) if before else said
    event = IdeRecommended(
        ide_id=after.ide_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, oleh=said.recommended_by
    )
    return after, event


def check_head(line: Sequence[Above], actor: UUID, office: Collection[str]) -> None:
    """By the head of the unit, or the Bupati's office where nobody below it leads one."""
    head = head_of(line)
    if head != actor and not (head is None and "bupati" in office):
        raise Refusal(NOT_HEAD)


def decide(before: Ide | None, actor: UUID, at: datetime, diterima: bool, alasan: str) -> tuple[Ide, IdeDecided]:
    """Set or refused, once, after a recommendation."""
    if before is None:
        raise Refusal(NOT_RECOMMENDED)
    if before.state != "recommended":
        raise Refusal(KNOWN, state=_SAID[before.state])
    if not diterima and not alasan.strip():
        raise Refusal(NO_REASON)
    after = replace(
        before, state="accepted" if diterima else "refused", decided_by=actor, decided_at=at, alasan=alasan.strip(),
        version=before.version + 1,
    )  # fmt: skip
    event = IdeDecided(
        ide_id=before.ide_id,
        appraisal_id=before.appraisal_id,
        asn_id=before.asn_id,
        tahun=before.tahun,
        diterima=diterima,
        oleh=actor,
    )
    return after, event
