"""What tpp tells of slips and lists: each event is built here alone, when it comes about and when retold. Pure."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from contracts.tpp import SlipLine, TppDaftarFinalized, TppSlipIssued
from services.tpp.domain.selisih import differences


class Terbit(Struct, frozen=True, kw_only=True):
    """By what a slip was issued: the run, its month, the list that it goes into, and the policy with its decree."""

    run_id: UUID
    periode: str
    susulan: int
    pack: str
    contoh: bool
    dasar: str


class Isi(Struct, frozen=True):
    """What a slip says."""

    status: str
    total: int
    lines: tuple[SlipLine, ...]
    alasan: str


def slip_issued(
    slip_id: UUID, asn_id: UUID, opd: str, kelas_jabatan: int | None, now: Isi, by: Terbit, *, versi: int = 1,
    before: Isi | None = None,
) -> TppSlipIssued:  # fmt: skip
    """A version of a slip; `before`: what the version before it said, None of the first."""
    return TppSlipIssued(
        slip_id=slip_id, asn_id=asn_id, opd=opd, kelas_jabatan=kelas_jabatan, status=now.status, total=now.total,
        lines=now.lines, alasan=now.alasan, run_id=by.run_id, periode=by.periode, susulan=by.susulan, pack=by.pack,
        contoh=by.contoh, dasar=by.dasar, versi=versi, total_sebelum=before.total if before else None,
        status_sebelum=before.status if before else "", alasan_sebelum=before.alasan if before else "",
        selisih=differences(before.lines, now.lines) if before else (),
    )  # fmt: skip


def list_finalized(
    periode: str, ke: int, *, orang: int, jumlah: int, opd: int, contoh: bool, nomor: UUID | None, jabatan: str
) -> TppDaftarFinalized:
    """A list is final: so many people of so many PD, so many rupiah, signed by a post under a number."""
    return TppDaftarFinalized(
        daftar_id=f"{periode}:{ke}", periode=periode, ke=ke, orang=orang, jumlah=jumlah, opd=opd, contoh=contoh,
        nomor=nomor, jabatan=jabatan,
    )  # fmt: skip
