"""What people ask of an SKP, in the order of the law: draft, submit, review, agree, set; then measure."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.refusal import lacking, wrong_state
from contracts.skp import ButirKinerja, RealisasiMeasured, SkpAgreed, SkpReviewed, SkpSet, SkpSubmitted
from contracts.vocabulary import Jumlah, Tahun, Uraian
from services.skp import domain, store
from services.skp.policy import SkpPolicy


class DraftSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan for a year, or for the part of it that begins at `mulai`."""

    tahun: Tahun
    mulai: date | None = None
    isi: domain.Content


class SkpState(Struct, frozen=True):
    """The SKP as it stands now."""

    skp_id: UUID
    state: str
    late: bool = False


async def draft(work: Work, actor: Actor, command: DraftSkp) -> SkpState:
    """Write a draft; never blocked because the superior is late with his own."""
    person = await store.person(work, actor.id)
    mulai = command.mulai or date(command.tahun, 1, 1)
    if mulai.year != command.tahun:
        raise lacking("Tanggal mulai harus dalam tahun SKP.", "KON 15(2)", "mulai")
    policy = work.packs.resolve(work.tenant, mulai).section("skp", SkpPolicy)
    domain.check_exempt(person.status, policy.exempt_statuses.value)
    butir = tuple(msgspec.structs.replace(b, butir_id=new_id()) for b in command.isi.butir)
    content = msgspec.structs.replace(command.isi, butir=butir)
    skp_id = new_id()
    made = await work.one(
        "INSERT INTO skp (tenant, skp_id, asn_id, tahun, mulai, selesai, state, content) VALUES"
        " (:tenant, :id, :asn, :tahun, :mulai, :selesai, 'draft', CAST(:content AS jsonb))"
        " ON CONFLICT (tenant, asn_id, tahun, mulai) DO NOTHING RETURNING skp_id",
        {
            "tenant": work.tenant, "id": skp_id, "asn": actor.id, "tahun": command.tahun, "mulai": mulai,
            "selesai": date(command.tahun, 12, 31), "content": json_of(content),
        },
    )  # fmt: skip
    if made is None:
        raise wrong_state("SKP untuk tahun dan tanggal mulai ini sudah ada.", "KUAN 6(1), KON 7(1)")
    return SkpState(skp_id, "draft")


async def submit(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """Declare the plan complete."""
    row = await store.lock_skp(work, skp_id)
    domain.check_owner(row.asn_id, actor.id)
    domain.check_step(row.state, "submitted")
    domain.check_complete(store.content_of(row), _policy(work, row).sources.value)
    event = SkpSubmitted(skp_id=skp_id, asn_id=row.asn_id, tahun=row.tahun)
    return await _move(work, row, "submitted", event)


class ReviewSkp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The five criteria of the indicators, confirmed, and the note of the discussion (KUAN P7(2), P8(2))."""

    kriteria: dict[str, bool]
    pembahasan: Uraian


async def review(work: Work, actor: Actor, skp_id: UUID, command: ReviewSkp) -> SkpState:
    """By the pengelola kinerja of the same PD."""
    row = await store.lock_skp(work, skp_id)
    reviewer = await store.person(work, actor.id)
    domain.check_reviewer(row.asn_id, actor.id, reviewer.peran, reviewer.opd == row.opd)
    domain.check_step(row.state, "reviewed")
    domain.check_criteria(command.kriteria, _policy(work, row).iki_criteria.value)
    await work.run(
        "UPDATE skp SET reviewer_id = :actor, pembahasan = :note WHERE tenant = :tenant AND skp_id = :id",
        {"tenant": work.tenant, "id": skp_id, "actor": actor.id, "note": command.pembahasan},
    )
    event = SkpReviewed(skp_id=skp_id, asn_id=row.asn_id, reviewer_id=actor.id)
    return await _move(work, row, "reviewed", event)


async def agree(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """Owner and penilai each agree once; the second makes it agreed."""
    row = await store.lock_skp(work, skp_id)
    domain.check_step(row.state, "agreed")
    owner = row.asn_id == actor.id
    if not owner:
        domain.may_set(row.atasan_id, actor.id, actor.peran)
    both = (row.agreed_owner or owner) and (row.agreed_penilai or not owner)
    await work.run(
        "UPDATE skp SET agreed_owner = agreed_owner OR :owner, agreed_penilai = agreed_penilai OR NOT :owner"
        " WHERE tenant = :tenant AND skp_id = :id",
        {"tenant": work.tenant, "id": skp_id, "owner": owner},
    )
    if not both:
        return SkpState(skp_id, row.state)
    return await _move(work, row, "agreed", SkpAgreed(skp_id=skp_id, asn_id=row.asn_id))


async def establish(work: Work, actor: Actor, skp_id: UUID) -> SkpState:
    """Set the SKP: from now on it binds (KUAN P5, KON P6(4), P15)."""
    row = await store.lock_skp(work, skp_id)
    domain.may_set(row.atasan_id, actor.id, actor.peran)
    domain.check_step(row.state, "set")
    pack = work.packs.resolve(work.tenant, row.mulai)
    policy = pack.section("skp", SkpPolicy)
    today = work.now.astimezone(ZoneInfo(pack.head.zone)).date()
    domain.check_year(today, row.tahun)
    late = domain.is_late(today, row.tahun, row.mulai, policy.set_deadline.value)
    await work.run(
        "UPDATE skp SET set_by = :actor, set_at = :now, late = :late WHERE tenant = :tenant AND skp_id = :id",
        {"tenant": work.tenant, "id": skp_id, "actor": actor.id, "now": work.now, "late": late},
    )
    event = SkpSet(
        skp_id=skp_id,
        asn_id=row.asn_id,
        penilai_id=row.atasan_id,
        tahun=row.tahun,
        mulai=row.mulai,
        selesai=row.selesai,
        late=late,
        set_at=work.now,
        butir=_published(store.content_of(row)),
        pack=pack.id,
    )
    return msgspec.structs.replace(await _move(work, row, "set", event), late=late)


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
    domain.check_owner(row.asn_id, actor.id)
    if row.state != "set":
        raise wrong_state("Hanya SKP yang sudah ditetapkan yang diukur.", "KON 20(2)")
    targets = {b.butir_id: b.target.kuantitas for b in store.content_of(row).butir if b.butir_id}
    given = {r.butir_id: r.jumlah for r in command.realisasi}
    if set(given) - set(targets):
        raise lacking("Ada realisasi untuk butir yang tidak ada dalam SKP ini.", "KON 20(2)", "realisasi")
    most = _policy(work, row).capaian_max.value
    capaian = domain.mean_capaian([(given.get(b, 0), target) for b, target in targets.items()], most)
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
    await _move(work, row, "set", event)
    return Measured(skp_id, str(capaian))


def _policy(work: Work, row: Any) -> SkpPolicy:
    return work.packs.resolve(work.tenant, row.mulai).section("skp", SkpPolicy)


async def _move(work: Work, row: Any, state: str, event: Any) -> SkpState:
    """Take the aggregate's next version, its next state, and record the fact."""
    await work.run(
        "UPDATE skp SET state = :state, version = version + 1 WHERE tenant = :tenant AND skp_id = :id",
        {"tenant": work.tenant, "id": row.skp_id, "state": state},
    )
    await work.record(event, row.version + 1)
    return SkpState(row.skp_id, state)


def _published(content: domain.Content) -> tuple[ButirKinerja, ...]:
    return tuple(
        ButirKinerja(
            butir_id=b.butir_id,
            kategori=b.kategori,
            uraian=b.uraian,
            indikator=b.indikator,
            target=b.target.kuantitas,
            satuan=b.target.satuan,
        )
        for b in content.butir
        if b.butir_id
    )
