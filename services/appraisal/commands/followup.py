"""Tindak lanjut: opened by the system when a result is final; reviewed, tested and decided by people (KON P45-47)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.appraisal import TindakLanjutMoved, TindakLanjutOpened
from contracts.identity import Penempatan
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Predikat, Uraian
from kernel.penempatan import penempatan_on
from services.appraisal.domain import followup, judgement
from services.appraisal.policy import AppraisalPolicy

NO_CASE = rule("appraisal.followup.unknown", 404, "Tindak lanjut tidak ditemukan.", source="implicit")

_OPEN = """
INSERT INTO tindak_lanjut (tenant, kasus_id, appraisal_id, asn_id, tahun, jalur, dasar, predikat, review_on, state,
    langkah, opened_at, version)
VALUES (:tenant, :id, :appraisal, :asn, :tahun, :jalur, :dasar, :predikat, :due, 'opened', '[]', :now, 1)
"""
_FIND = """
SELECT t.*, t.langkah::text AS langkah_text, p.atasan_id, p.kosong FROM tindak_lanjut t
JOIN pegawai p ON p.tenant = t.tenant AND p.asn_id = t.asn_id
WHERE t.tenant = :tenant AND t.kasus_id = :id FOR UPDATE OF t
"""


async def follow(work: Work, row: Any, final_on: date) -> bool | None:
    """Open a case where the law gives time to improve; whether the target was met is kept, and punishes nobody.

    None where the law gives no number.
    """
    if row.nilai_skp is None:
        return None
    law = work.packs.law_at(work.tenant, row.signed_at)
    policy = law.section("appraisal", AppraisalPolicy)
    met = followup.is_met(row.nilai_skp, policy.target_met.value)
    jenis, since = _post(row)
    jalur, why = followup.ground(
        jenis, row.predikat, met=met, whole_year=followup.in_one_post(since, row.tahun), kahar=bool(row.keadaan_kahar),
        jpt=policy.improvement_jpt.value, others=policy.improvement_others.value,
    )  # fmt: skip
    await work.run(
        "UPDATE appraisal SET target_met = :met, no_case = :why, final_on = :on"
        " WHERE tenant = :tenant AND appraisal_id = :id",
        {"tenant": work.tenant, "id": row.appraisal_id, "met": met, "why": why, "on": final_on},
    )
    if jalur:
        given = policy.improvement_jpt if jalur == "jpt" else policy.improvement_others
        dasar = f"{law.head.short} {given.pasal}"
        await _open(work, row, jalur, dasar, followup.review_on(final_on, policy.improvement_months.value))
    return met


def _post(row: Any) -> tuple[str, date]:
    """The kind of the post held at the end of the year, and since when."""
    posts = msgspec.json.decode(row.penempatan_text, type=list[Penempatan])
    held = penempatan_on(posts, date(row.tahun, 12, 31))
    return (held.jenis_jabatan.value, held.mulai) if held else (row.jenis_jabatan, row.tmt_jabatan)


async def _open(work: Work, row: Any, jalur: followup.Jalur, dasar: str, due: date) -> None:
    kasus = new_id()
    values = {"id": kasus, "appraisal": row.appraisal_id, "asn": row.asn_id, "jalur": jalur, "dasar": dasar, "due": due}
    await work.run(
        _OPEN, values | {"tenant": work.tenant, "tahun": row.tahun, "predikat": row.predikat, "now": work.now}
    )
    event = TindakLanjutOpened(
        kasus_id=kasus,
        appraisal_id=row.appraisal_id,
        asn_id=row.asn_id,
        tahun=row.tahun,
        dasar=dasar,
        predikat=Predikat(row.predikat),
        review_on=due,
    )
    await work.record(event, 1)


class Kasus(Struct, frozen=True):
    """A case as it stands; `hasil` says how it closed."""

    kasus_id: UUID
    state: str
    hasil: str = ""


class ReviewFollowUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the targets of the six months were met, and the evidence."""

    membaik: bool
    bukti: Uraian


async def review(work: Work, actor: Actor, kasus_id: UUID, command: ReviewFollowUp) -> Kasus:
    """By the penilai, when the six months are over (KON P46(1, 3), P47(1-2))."""
    row = await _lock(work, kasus_id)
    judgement.check_penilai(row.atasan_id, actor.id, actor.peran, vacant=row.kosong)
    followup.check_step(row.state, "opened", row.jalur)
    followup.check_time(work.today, row.review_on, row.jalur)
    followup.check_said(command.bukti, "bukti", row.jalur)
    return await _move(work, actor, row, *followup.after_review(command.membaik), {"bukti": command.bukti})


class RecordTest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether the standard of the post was met, and the report that says so."""

    memenuhi_standar: bool
    dokumen: Uraian


async def record_test(work: Work, actor: Actor, kasus_id: UUID, command: RecordTest) -> Kasus:
    """The competency test, by BKPSDM (KON P46(3), P47(2))."""
    row = await _lock(work, kasus_id)
    followup.check_step(row.state, "reviewed", row.jalur)
    followup.check_said(command.dokumen, "dokumen", row.jalur)
    after = followup.after_test(row.jalur, command.memenuhi_standar)
    return await _move(work, actor, row, *after, {"dokumen": command.dokumen, "lulus": command.memenuhi_standar})


class DecideFollowUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided, by whose decree."""

    hasil: followup.Outcome
    jenis_keputusan: Literal["ppk", "pyb"]
    nomor: Annotated[str, Meta(max_length=200)]
    tanggal: date


async def decide(work: Work, actor: Actor, kasus_id: UUID, command: DecideFollowUp) -> Kasus:
    """Moved, placed lower, or kept: recorded from the decree of the PPK (KON P46(4), P47(3), reading B4)."""
    row = await _lock(work, kasus_id)
    followup.check_step(row.state, "tested", row.jalur)
    followup.check_decree(command.jenis_keputusan, command.nomor, row.jalur)
    said = {"nomor": command.nomor, "tanggal": command.tanggal.isoformat()}
    return await _move(work, actor, row, "closed", command.hasil, said)


async def _lock(work: Work, kasus_id: UUID) -> Any:
    row = await work.one(_FIND, {"tenant": work.tenant, "id": kasus_id})
    if row is None:
        raise Refusal(NO_CASE)
    return row


async def _move(work: Work, actor: Actor, row: Any, state: str, hasil: str, said: dict[str, Any]) -> Kasus:
    step = {"dari": row.state, "ke": state, "oleh": str(actor.id), "pada": work.now.isoformat(), **said}
    await work.run(
        "UPDATE tindak_lanjut SET state = :state, hasil = :hasil, langkah = CAST(:langkah AS jsonb),"
        " version = version + 1 WHERE tenant = :tenant AND kasus_id = :id",
        {
            "tenant": work.tenant, "id": row.kasus_id, "state": state, "hasil": hasil,
            "langkah": json_of([*msgspec.json.decode(row.langkah_text), step]),
        },
    )  # fmt: skip
    event = TindakLanjutMoved(kasus_id=row.kasus_id, asn_id=row.asn_id, state=state, hasil=hasil, oleh=actor.id)
    await work.record(event, row.version + 1)
    await work.audit("followup.moved", str(row.kasus_id), {"state": state})
    return Kasus(row.kasus_id, state, hasil)
