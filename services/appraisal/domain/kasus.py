"""A case of time to improve: opened with a final result, reviewed, tested, decided (KON P46-47; B4, B42). Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.appraisal import TindakLanjutMoved, TindakLanjutOpened
from contracts.refusal import rule
from contracts.terlambat import PenempatanSementaraEnded
from contracts.vocabulary import Predikat
from kernel.penempatan import penempatan_on
from services.appraisal.domain import followup, judgement
from services.appraisal.domain.appraisal import Appraisal, Dinilai
from services.appraisal.domain.followup import Jalur, Outcome
from services.appraisal.policy import AppraisalPolicy

NO_CASE = rule("appraisal.followup.unknown", 404, "Tindak lanjut tidak ditemukan.", source="implicit")


class Kasus(Struct, frozen=True, kw_only=True):
    """A case as it stands; `hasil` says how it closed, `langkah` each step: from, to, by whom, when, on what.

    `sementara_sampai`: the last day of a temporary placement (KON P47(4)).
    """

    kasus_id: UUID
    appraisal_id: UUID
    asn_id: UUID
    tahun: int
    jalur: Jalur
    dasar: str
    predikat: Predikat
    review_on: date
    state: str = "opened"
    hasil: str = ""
    langkah: tuple[dict[str, Any], ...] = ()
    sementara_sampai: date | None = None
    version: int = 1


class Found(Struct, frozen=True):
    """What a final result leads to: whether the target was met, why a low predikat opens no case, whose time it is."""

    met: bool | None
    no_case: str = ""
    jalur: Jalur | None = None


class Decree(Struct, frozen=True, kw_only=True):
    """A decree: of whom (ppk or pyb), its number and day; `lowongan`: what shows that no post is vacant (P47(5))."""

    jenis: str
    nomor: str
    tanggal: date
    lowongan: str = ""


class Step(Struct, frozen=True):
    """Who takes a step, and when."""

    oleh: UUID
    pada: datetime


def found(one: Appraisal, who: Dinilai, policy: AppraisalPolicy) -> Found:
    """Whether the target was met is kept, and punishes nobody (KON P45(1)); nothing where the law has no number."""
    skp, predikat = one.scores.nilai_skp, one.scores.predikat
    if skp is None or predikat is None:
        return Found(None)
    met = followup.is_met(skp, policy.target_met.value)
    held = penempatan_on(who.penempatan, date(one.tahun, 12, 31))
    jenis, since = (held.jenis_jabatan.value, held.mulai) if held else (who.jenis_jabatan, who.tmt_jabatan)
    jalur, why = followup.ground(
        jenis, predikat.value, met=met, whole_year=followup.in_one_post(since, one.tahun),
        kahar=bool(one.keadaan_kahar), jpt=policy.improvement_jpt.value, others=policy.improvement_others.value,
    )  # fmt: skip
    return Found(met, why, jalur)


def opened_by(one: Appraisal, jalur: Jalur, kasus_id: UUID, law: str, policy: AppraisalPolicy, final_on: date) -> Kasus:
    """The case that a final result opens; `law`: the short name of the regulation (KON P46(1), P47(1); B20)."""
    given = policy.improvement_jpt if jalur == "jpt" else policy.improvement_others
    assert one.scores.predikat is not None
    return Kasus(
        kasus_id=kasus_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, jalur=jalur,
        dasar=f"{law} {given.pasal}", predikat=one.scores.predikat,
        review_on=followup.review_on(final_on, policy.improvement_months.value),
    )  # fmt: skip


def opened(one: Kasus) -> TindakLanjutOpened:
    """What is told of a new case."""
    return TindakLanjutOpened(
        kasus_id=one.kasus_id, appraisal_id=one.appraisal_id, asn_id=one.asn_id, tahun=one.tahun, dasar=one.dasar,
        predikat=one.predikat, review_on=one.review_on,
    )  # fmt: skip


def moved(one: Kasus) -> TindakLanjutMoved | None:
    """What is told of the last step of a case; None of one on which nothing was done yet."""
    if not one.langkah:
        return None
    oleh = UUID(one.langkah[-1]["oleh"])
    return TindakLanjutMoved(kasus_id=one.kasus_id, asn_id=one.asn_id, state=one.state, hasil=one.hasil, oleh=oleh)


def review(
    one: Kasus, who: Dinilai, by: Step, office: frozenset[str], today: date, improved: bool, bukti: str
) -> Kasus:
    """By the penilai, when the time is over (KON P46(1, 3), P47(1-2))."""
    judgement.check_penilai(who.atasan_id, by.oleh, office, vacant=who.kosong)
    followup.check_step(one.state, "opened", one.jalur)
    followup.check_time(today, one.review_on, one.jalur)
    followup.check_said(bukti, "bukti", one.jalur)
    return _move(one, by, *followup.after_review(improved), bukti=bukti)


def test(one: Kasus, by: Step, passed: bool, dokumen: str) -> Kasus:
    """The competency test, by BKPSDM (KON P46(3), P47(2))."""
    followup.check_step(one.state, "reviewed", one.jalur)
    followup.check_said(dokumen, "dokumen", one.jalur)
    return _move(one, by, *followup.after_test(one.jalur, passed), dokumen=dokumen, lulus=passed)


def decide(one: Kasus, by: Step, outcome: Outcome, decree: Decree, today: date, months: int) -> Kasus:
    """What the PPK decreed (KON P46(4), P47(3-5), reading B4); nobody is dismissed by the passing of time."""
    followup.check_outcome(one.state, outcome, one.jalur, one.sementara_sampai, today)
    followup.check_decree(decree.jenis, decree.nomor, one.jalur)
    said: dict[str, Any] = {"nomor": decree.nomor, "tanggal": decree.tanggal.isoformat()}
    if outcome == followup.PLACEMENT:
        until = followup.placed_until(decree.tanggal, months)
        return replace(_move(one, by, "placed", "", **said), sementara_sampai=until)
    if outcome == followup.DISMISSAL:
        followup.check_said(decree.lowongan, "lowongan", one.jalur)
        said["lowongan"] = decree.lowongan
    return _move(one, by, "closed", outcome, **said)


def ended(one: Kasus, kepada_peran: str) -> tuple[Kasus, PenempatanSementaraEnded]:
    """The year of a placement is over; the head of BKPSDM, by that role, is told (KON P47(4-5))."""
    assert one.sementara_sampai is not None
    event = PenempatanSementaraEnded(
        kasus_id=one.kasus_id, asn_id=one.asn_id, sampai=one.sementara_sampai, kepada_peran=kepada_peran
    )  # fmt: skip
    return replace(one, version=one.version + 1), event


def _move(one: Kasus, by: Step, state: str, hasil: str, **said: Any) -> Kasus:
    step = {"dari": one.state, "ke": state, "oleh": str(by.oleh), "pada": by.pada.isoformat(), **said}
    return replace(one, state=state, hasil=hasil, langkah=(*one.langkah, step), version=one.version + 1)
