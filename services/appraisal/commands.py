"""What people ask of an appraisal: the penilai lays it down and signs, the appraised receives and signs."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.deadlines import Due, arm
from contracts.appraisal import AppraisalFinalized, AppraisalSigned
from contracts.refusal import forbidden, lacking, wrong_state
from contracts.vocabulary import Predikat, Uraian
from services.appraisal import domain, store
from services.appraisal.policy import AppraisalPolicy

Nilai = Annotated[Decimal, Meta(description="0-120, a decimal")]


class SignAppraisal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The penilai's judgement. `perilaku` is empty where the law of the Pemda gives no numbers (KUAN P4)."""

    perilaku: dict[str, Nilai]
    hasil: Uraian
    manfaat: Uraian


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
    domain.check_penilai(row.atasan_id, actor.id, actor.peran)
    domain.check_state(row.state, "opened")
    pack = work.packs.resolve(work.tenant, work.now.date())
    policy = pack.section("appraisal", AppraisalPolicy)
    today = work.now.astimezone(ZoneInfo(pack.head.zone)).date()
    domain.check_window(today, row.tahun, policy.opens_on.value)
    scores = _score(row, policy, command)
    late = domain.is_late(today, row.tahun, policy.sign_until.value)
    version = await store.advance(
        work, row, "signed", **scores, perilaku=json_of(command.perilaku), hasil=command.hasil,
        manfaat=command.manfaat, signed_by=actor.id, signed_at=work.now, late=late, pack=pack.id,
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


def _score(row: Any, policy: AppraisalPolicy, command: SignAppraisal) -> dict[str, Any]:
    """Numbers where the law gives them; none where it gives none, and then none are taken."""
    if policy.scoring.value == "none":
        if command.perilaku:
            raise lacking("Peraturan ini tidak memuat nilai angka.", "KUAN 4", "perilaku")
        return {"nilai_skp": None, "nilai_perilaku": None, "nilai_kinerja": None, "predikat": None}
    if row.capaian is None:
        raise wrong_state("Realisasi SKP belum diukur oleh pegawai.", "KON 20(1), 25(1)")
    aspects = domain.aspects_for(
        row.jenis_jabatan, policy.aspects.value, policy.leadership_aspect.value, policy.leadership_for.value
    )
    domain.check_scores(command.perilaku, aspects)
    perilaku = domain.nilai_perilaku(command.perilaku)
    nilai = domain.nilai_kinerja(row.capaian, perilaku, policy.weight_skp.value, policy.weight_perilaku.value)
    found = domain.predikat(nilai, False, policy.predicates.value)
    return {"nilai_skp": row.capaian, "nilai_perilaku": perilaku, "nilai_kinerja": nilai, "predikat": found.value}


async def receive(work: Work, actor: Actor, appraisal_id: UUID) -> AppraisalState:
    """The appraised receives and signs; fourteen days for an objection begin (KON P38(3), P48(1))."""
    row = await store.lock_appraisal(work, appraisal_id)
    if row.asn_id != actor.id:
        raise forbidden("Hanya pegawai yang dinilai.", "KON 38(3)")
    domain.check_state(row.state, "signed")
    pack = work.packs.resolve(work.tenant, row.signed_at.date())
    zone = ZoneInfo(pack.head.zone)
    days = pack.section("appraisal", AppraisalPolicy).objection_days.value
    last = domain.objection_ends(work.now.astimezone(zone).date(), days)
    await work.run(
        "UPDATE appraisal SET state = 'received', received_at = :now WHERE tenant = :tenant AND appraisal_id = :id",
        {"tenant": work.tenant, "id": appraisal_id, "now": work.now},
    )
    await arm(work, "objection_lapse", str(appraisal_id), domain.end_of(last, zone))
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
    await work.record(_final(row, counts), version)


def _final(row: Any, counts: Any) -> AppraisalFinalized:
    evidence = f"{counts.by_penilai} aktivitas terverifikasi, {counts.by_auto} disetujui sistem (tidak diverifikasi)"
    measured = f"capaian SKP {row.capaian} %; " if row.capaian is not None else ""
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
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
