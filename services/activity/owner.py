"""What other services have somebody told here: that two others open an account again, that a survey waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from chassis.db import Work
from contracts.appraisal import (
    KeberatanOverdue,
    PemantauanMissed,
    PenempatanSementaraEnded,
    SidangConvened,
    UndanganSurveiSent,
)
from contracts.event import Fact
from contracts.identity import ResetAkunRecorded
from services.activity.messages.store import Pesan, names, send

_SAID = {
    "open": "Atur ulang akun Anda diusulkan orang lain; batalkan usul itu bila bukan atas permintaan Anda.",
    "confirmed": "Usul atur ulang akun Anda disetujui; dalam satu hari kata kunci pertama yang baru dapat dibuat.",
    "used": "Akun Anda diatur ulang: kata kunci dan kode kedua yang lama tidak berlaku lagi.",
    "discarded": "Usul atur ulang akun Anda dibatalkan.",
}


async def tell_owner(work: Work, facts: Sequence[Fact[ResetAkunRecorded]]) -> None:
    """A message for each step; a retold step was read before."""
    events = [fact.event for fact in facts if not fact.retold]
    said = [Pesan(jenis="akun", isi=_SAID[e.keadaan], tentang=str(e.usul_id), kepada=e.asn_id) for e in events]
    await send(work, said)


async def tell_asked(work: Work, facts: Sequence[Fact[UndanganSurveiSent]]) -> None:
    """A message for each invitation to a closed survey and each reminder; about whom it is, nobody is told here."""
    await send(
        work,
        [
            Pesan(jenis="survei", isi=_asked(fact.event), tentang=str(fact.event.undangan_id), kepada=fact.event.asn_id)
            for fact in facts
            if not fact.retold
        ],
    )


def _asked(event: UndanganSurveiSent) -> str:
    until = event.sampai.strftime("%d-%m-%Y")
    return f"{'Pengingat: isilah' if event.kali else 'Anda diminta mengisi'} survei perilaku tertutup sampai {until}."


async def tell_convened(work: Work, facts: Sequence[Fact[SidangConvened]]) -> None:
    """A message to each member of the Tim Penilai who is invited to a session (KON P37(1))."""
    said = [
        Pesan(jenis="sidang", isi=_convened(fact.event), tentang=str(fact.event.sidang_id), kepada=who)
        for fact in facts
        if not fact.retold
        for who in fact.event.undangan
    ]
    await send(work, said)


def _convened(event: SidangConvened) -> str:
    return f"Anda diundang ke sidang Tim Penilai, {event.tanggal:%d-%m-%Y} pukul {event.pukul}, {event.tempat}."


async def tell_unmonitored(work: Work, facts: Sequence[Fact[PemantauanMissed]]) -> None:
    """A message to the penilai, or to the office, for each person who was not monitored in a semester."""

    def said(e: PemantauanMissed, nama: str) -> Pesan:
        return Pesan(
            jenis="pemantauan", tentang=str(e.pemantauan_id), kepada=e.kepada, peran=e.kepada_peran or None,
            isi=f"Pemantauan kinerja semester {e.semester} tahun {e.tahun} belum dilakukan atas {nama}.",
        )  # fmt: skip

    await _tell(work, facts, said)


async def tell_overdue(work: Work, facts: Sequence[Fact[KeberatanOverdue]]) -> None:
    """A message to who decides an objection whose day has passed."""

    def said(e: KeberatanOverdue, nama: str) -> Pesan:
        return Pesan(
            jenis="keberatan", tentang=str(e.keberatan_id), kepada=e.kepada, peran=e.kepada_peran or None,
            isi=f"Keberatan {nama} atas penilaian {e.tahun} belum diputus; sasarannya {e.decide_by:%d-%m-%Y}.",
        )  # fmt: skip

    await _tell(work, facts, said)


async def tell_placed(work: Work, facts: Sequence[Fact[PenempatanSementaraEnded]]) -> None:
    """A message to BKPSDM: the year of a temporary placement is over, and the PPK is to decide."""

    def said(e: PenempatanSementaraEnded, nama: str) -> Pesan:
        return Pesan(
            jenis="tindak_lanjut", tentang=str(e.kasus_id), peran=e.kepada_peran,
            isi=f"Penempatan sementara {nama} berakhir {e.sampai:%d-%m-%Y};"
            " tindak lanjutnya menunggu keputusan PPK.",
        )  # fmt: skip

    await _tell(work, facts, said)


About = TypeVar("About", PemantauanMissed, KeberatanOverdue, PenempatanSementaraEnded)


async def _tell(work: Work, facts: Sequence[Fact[About]], said: Callable[[About, str], Pesan]) -> None:
    """A message of each fact about a person, who is named in it; a retold fact was read before."""
    events = [fact.event for fact in facts if not fact.retold]
    known = await names(work, {event.asn_id for event in events})
    await send(work, [said(event, known.get(event.asn_id, "seorang pegawai")) for event in events])
