"""What people ask of an appraisal: the penilai lays it down and signs, the appraised receives and signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.deadlines import Due, arm
from contracts.appraisal import AppraisalFinalized, AppraisalSigned, SegmenSkp
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Predikat, Uraian
from services.appraisal import store
from services.appraisal.commands import followup
from services.appraisal.domain import judgement as domain
from services.appraisal.domain import segmen
from services.appraisal.domain.segmen import Segmen
from services.appraisal.policy import AppraisalPolicy

NOT_APPRAISED = rule("appraisal.result.not_appraised", 403, "Hanya pegawai yang dinilai.")
NO_NUMBERS = rule("appraisal.score.no_numbers", 422, "Peraturan ini tidak memuat nilai angka.", "perilaku")

Nilai = Annotated[Decimal, Meta(description="0-120, a decimal")]


class SignAppraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai's judgement. `perilaku` is empty where the law of the Pemda gives no numbers (KUAN P4).

    `keadaan_kahar`: the document that says there was force majeure, where there was (KON P46(2)).
    """

    perilaku: Annotated[dict[Annotated[str, Meta(max_length=50)], Nilai], Meta(max_length=20)]
    hasil: Uraian
    manfaat: Uraian
    keadaan_kahar: Annotated[str, Meta(max_length=200)] = ""


class AppraisalState(Struct, frozen=True):
    """The appraisal as it stands now; scores are decimal texts."""

    appraisal_id: UUID
    state: str
    nilai_kinerja: str | None = None
    predikat: str | None = None
    late: bool = False


async def sign(work: Work, actor: Actor, appraisal_id: UUID, command: SignAppraisal) -> AppraisalState:
    """Lay down and sign (KON P31, P32(2), P38(1))."""
    row = await store.lock_appraisal(work, appraisal_id)
    domain.check_penilai(row.atasan_id, actor.id, actor.peran, vacant=row.kosong)
    domain.check_state(row.state, "opened")
    pack = work.law_of_today()
    policy = pack.section("appraisal", AppraisalPolicy)
    today = work.today
    domain.check_window(today, row.tahun, policy.opens_on.value)
    segments = await store.segments(work, row.asn_id, row.tahun)
    scores = _score(row, policy, command, segments, today)
    late = domain.is_late(today, row.tahun, policy.sign_until.value)
    version = await store.advance(
        work, row, "signed", **scores, perilaku=json_of(command.perilaku), hasil=command.hasil,
        manfaat=command.manfaat, signed_by=actor.id, signed_at=work.now, late=late, pack=pack.id,
        keadaan_kahar=command.keadaan_kahar.strip(),
        segmen=json_of([segmen.told(one, row.atasan_id, signed=True) for one in segments]),
        capaian_said=segmen.said(segments, scores["nilai_skp"], row.atasan_id),
    )  # fmt: skip
    event = AppraisalSigned(
        appraisal_id=appraisal_id,
        asn_id=row.asn_id,
        tahun=row.tahun,
        penilai_id=row.atasan_id,
        signed_on=today,
        late=late,
    )
    await work.record(event, version)
    return AppraisalState(appraisal_id, "signed", _text(scores["nilai_kinerja"]), scores["predikat"], late)


_SCORES = ("nilai_skp", "nilai_skp_hari", "nilai_skp_bulan", "nilai_perilaku", "nilai_kinerja", "predikat")


def _score(
    row: Any, policy: AppraisalPolicy, command: SignAppraisal, segments: Sequence[Segmen], today: date
) -> dict[str, Any]:
    """Numbers where the law gives them; none where it gives none, and then none are taken."""
    if policy.scoring.value == "none":
        if command.perilaku:
            raise Refusal(NO_NUMBERS)
        return dict.fromkeys(_SCORES)
    segmen.check_measured(segments)
    segmen.check_closed(segments, row.atasan_id, today, policy.segment_confirm_days.value)
    skp = _nilai_skp(segments, policy)
    aspects = domain.aspects_for(
        row.jenis_jabatan, policy.aspects.value, policy.leadership_aspect.value, policy.leadership_for.value
    )
    domain.check_scores(command.perilaku, aspects)
    perilaku = domain.nilai_perilaku(command.perilaku)
    nilai = domain.nilai_kinerja(skp["nilai_skp"], perilaku, policy.weight_skp.value, policy.weight_perilaku.value)
    found = domain.predikat(nilai, False, policy.predicates.value)
    return {**skp, "nilai_perilaku": perilaku, "nilai_kinerja": nilai, "predikat": found.value}


def _nilai_skp(segments: Sequence[Segmen], policy: AppraisalPolicy) -> dict[str, Decimal]:
    """The nilai SKP as the pack has it; what it is by days and by months is kept beside it (KON P26, reading B10)."""
    by_days, by_months = segmen.proportional(segments, "hari"), segmen.proportional(segments, "bulan")
    nilai = segmen.value(segments, policy.segment_basis.value)
    assert nilai is not None
    return {"nilai_skp": nilai, "nilai_skp_hari": by_days, "nilai_skp_bulan": by_months}


async def receive(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The appraised receives and signs; fourteen days for an objection begin (KON P38(3), P48(1))."""
    row = await store.lock_appraisal(work, appraisal_id)
    if row.asn_id != actor.id:
        raise Refusal(NOT_APPRAISED)
    domain.check_state(row.state, "signed")
    pack = work.packs.law_at(work.tenant, row.signed_at)
    days = pack.section("appraisal", AppraisalPolicy).objection_days.value
    last = domain.objection_ends(work.today, days)
    await work.run(
        "UPDATE appraisal SET state = 'received', received_at = :now WHERE tenant = :tenant AND appraisal_id = :id",
        {"tenant": work.tenant, "id": appraisal_id, "now": work.now},
    )
    await arm(work, "objection_lapse", str(appraisal_id), domain.end_of(last, work.zone))
    return AppraisalState(appraisal_id, "received", _text(row.nilai_kinerja), row.predikat, row.late)


async def objection_lapse(work: Work, due: Due) -> None:
    """Nobody objected in time: the result stands (reading B36)."""
    row = await store.lock_appraisal(work, UUID(due.subject))
    if row.state != "received":
        return
    version = await store.advance(work, row, "final")
    counts = await work.one(
        "SELECT coalesce(sum(by_penilai), 0) AS by_penilai, coalesce(sum(by_auto), 0) AS by_auto FROM bulan"
        " WHERE tenant = :tenant AND asn_id = :asn AND periode LIKE :year",
        {"tenant": work.tenant, "asn": row.asn_id, "year": f"{row.tahun}-%"},
    )
    last = work.day_of(due.due_at - timedelta(microseconds=1))
    met = await followup.follow(work, row, last)
    await work.record(finalized(row, counts, met), version)


def finalized(row: Any, counts: Any, met: bool | None) -> AppraisalFinalized:
    evidence = f"{counts.by_penilai} aktivitas terverifikasi, {counts.by_auto} disetujui sistem (tidak diverifikasi)"
    measured = f"{row.capaian_said}; " if row.capaian_said else ""
    return AppraisalFinalized(
        appraisal_id=row.appraisal_id,
        asn_id=row.asn_id,
        tahun=row.tahun,
        nilai_skp=_text(row.nilai_skp),
        nilai_perilaku=_text(row.nilai_perilaku),
        nilai_kinerja=_text(row.nilai_kinerja),
        predikat=Predikat(row.predikat) if row.predikat else None,
        ide_baru=False,
        dimensi={
            "target": row.target,
            "capaian": measured + evidence,
            "hasil": row.hasil,
            "manfaat": row.manfaat,
            "perilaku": row.perilaku_text,
        },
        pack=row.pack,
        segmen=tuple(msgspec.json.decode(row.segmen_text, type=list[SegmenSkp])),
        target_terpenuhi=met,
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
