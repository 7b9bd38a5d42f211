"""What people do with attendance: hand a machine's file in, say that a day is wrong, answer."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from chassis.timeofday import TimeOfDay, read_times
from contracts.refusal import Refusal
from services.tpp.berkas import MOST_REFUSED, Ditolak, Terbaca
from services.tpp.domain import kehadiran as rules
from services.tpp.domain.kehadiran import ANSWERED, NEEDLESS, NO_CORRECTION, NO_DAY, OPEN, OWN
from services.tpp.domain.masukan import Hari
from services.tpp.store import attendance

Alasan = Annotated[str, Meta(pattern=r"\S", max_length=1000)]
Keterangan = Literal["hadir", "alpa", "izin", "sakit", "cuti", "dinas_luar", "tugas_belajar", "libur"]


class ObjectDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say that a day of one's own attendance is wrong."""

    tanggal: date
    alasan: Alasan


class AnswerObjection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answer an objection: accepted with what is right (an hour that is left out was not clocked), or refused."""

    diterima: bool
    jawaban: Alasan
    keterangan: Keterangan | None = None
    masuk: TimeOfDay | None = None
    pulang: TimeOfDay | None = None

    def __post_init__(self) -> None:
        read_times(self, "masuk", "pulang")


class ImportResult(Struct, frozen=True):
    """What came of a file: rows, days that changed, and the cells that were refused; `ditolak` tells at most 500."""

    impor_id: UUID
    baris: int
    berubah: int
    ditolak: tuple[Ditolak, ...]
    banyak_ditolak: int


class ObjectionState(Struct, frozen=True):
    """An objection as it is now; `diterima` None: nobody has answered."""

    sanggahan_id: UUID
    tanggal: date
    diterima: bool | None


async def import_file(work: Work, actor: Actor, file: Terbaca, content: bytes, profil: str, nama: str) -> ImportResult:
    """Take what can be read of a file; a day that says the same as before is not touched."""
    people = await attendance.people_by_nip(work)
    refused, days = list(file.ditolak), []
    for row in file.baris:
        who = people.get(row.nip)
        if who is None:
            refused.append(Ditolak(row.baris, "NIP", row.nip, "tidak ada pegawai dengan NIP ini"))
        elif row.tanggal > work.today:
            refused.append(Ditolak(row.baris, "TANGGAL", row.tanggal.isoformat(), "hari ini belum tiba"))
        else:
            day = Hari(tanggal=row.tanggal, masuk=row.masuk, pulang=row.pulang, keterangan=row.keterangan)
            days.append((who, day))
    impor_id = new_id()
    changed = await attendance.keep(work, days, f"impor:{impor_id}")
    rows, all_refused = len(file.baris) + file.banyak_ditolak, len(file.baris) - len(days) + file.banyak_ditolak
    sidik, counted = hashlib.sha256(content).hexdigest(), (rows, changed, all_refused)
    await attendance.keep_import(work, actor, impor_id, nama, profil, sidik, counted)
    await work.audit("tpp.attendance_imported", str(impor_id), {"sidik": sidik, "berubah": changed})
    told = sorted(refused, key=lambda one: one.baris)[:MOST_REFUSED]
    return ImportResult(impor_id, rows, changed, tuple(told), all_refused)


async def object_to(work: Work, actor: Actor, command: ObjectDay) -> ObjectionState:
    """Keep it; the day cuts nothing before it is answered."""
    if not await attendance.days_of(work, actor.id, command.tanggal, command.tanggal):
        raise Refusal(NO_DAY)
    made = await attendance.object_to(work, actor.id, command.tanggal, command.alasan)
    if made is None:
        raise Refusal(OPEN)
    await work.audit("tpp.attendance_objected", str(actor.id), {"tanggal": command.tanggal.isoformat()})
    return ObjectionState(made, command.tanggal, None)


async def answer(work: Work, actor: Actor, sanggahan_id: UUID, command: AnswerObjection) -> ObjectionState:
    """Correct the day, its next version; or leave it with the reason."""
    one = await attendance.objection_of(work, sanggahan_id)
    if one.diterima is not None:
        raise Refusal(ANSWERED)
    if one.asn_id == actor.id:
        raise Refusal(OWN)
    said = (command.keterangan, command.masuk, command.pulang)
    if command.diterima:
        if command.keterangan is None:
            raise Refusal(NO_CORRECTION)
        day = rules.last_word(one.tanggal, command.masuk, command.pulang, command.keterangan)
        await attendance.keep(work, [(one.asn_id, day)], f"sanggahan:{sanggahan_id}")
    elif any(part is not None for part in said):
        raise Refusal(NEEDLESS)
    await attendance.answer(work, actor, sanggahan_id, command.diterima, command.jawaban)
    detail = {"tanggal": one.tanggal.isoformat(), "diterima": command.diterima}
    await work.audit("tpp.attendance_answered", str(one.asn_id), detail)
    return ObjectionState(sanggahan_id, one.tanggal, command.diterima)
