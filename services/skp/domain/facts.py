"""What is told of an SKP that binds, both when it comes about and when it is retold: built here alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from contracts.butir import ButirKinerja, SkTambahan
from contracts.skp import RealisasiConfirmed, SkpAmended, SkpClosed, SkpSet
from kernel.penilai import kapasitas
from services.skp.domain.content import Butir
from services.skp.domain.skp import Signed


class Plan(Protocol):
    """An SKP, and its time."""

    @property
    def skp_id(self) -> UUID: ...
    @property
    def asn_id(self) -> UUID: ...
    @property
    def tahun(self) -> int: ...
    @property
    def mulai(self) -> date: ...
    @property
    def selesai(self) -> date: ...


class Binding(Struct, frozen=True, kw_only=True):
    """How an SKP was set: from when to when it binds, by whom, under which pack, late or excused for it."""

    mulai: date
    selesai: date
    penilai_id: UUID | None
    set_at: datetime
    late: bool
    karena_gangguan: bool
    pack: str


def published(butir: Butir) -> ButirKinerja:
    """A kinerja as the other services know it."""
    assert butir.butir_id is not None
    return ButirKinerja(
        butir_id=butir.butir_id,
        kategori=butir.kategori,
        uraian=butir.uraian,
        indikator=butir.indikator,
        target=butir.target.kuantitas or 0,
        satuan=butir.target.satuan,
        kualitas=butir.target.kualitas,
        waktu_bulan=butir.target.waktu_bulan,
        biaya=butir.target.biaya,
        bulanan=butir.bulanan,
        sk=SkTambahan(nomor=butir.sk.nomor, tanggal=butir.sk.tanggal) if butir.sk else None,
        arah=butir.target.arah,
        sampai=butir.target.sampai,
    )


def is_set(plan: Plan, how: Binding, signed: Signed, butir: Iterable[Butir]) -> SkpSet:
    """An SKP binds, with this kinerja, as the penilai signed it."""
    return SkpSet(
        skp_id=plan.skp_id,
        asn_id=plan.asn_id,
        penilai_id=how.penilai_id,
        tahun=plan.tahun,
        mulai=how.mulai,
        selesai=how.selesai,
        late=how.late,
        set_at=how.set_at,
        butir=tuple(published(one) for one in butir if one.butir_id),
        pack=how.pack,
        karena_gangguan=how.karena_gangguan,
        sebagai=kapasitas(signed.sebagai),
        atas_nama=signed.atas_nama,
        ditetapkan_pada=signed.ditetapkan_pada,
    )


def amended(plan: Plan, mulai: date, selesai: date, butir: Butir) -> SkpAmended:
    """A tugas tambahan joins an SKP for some of its days (reading B11)."""
    return SkpAmended(
        skp_id=plan.skp_id, asn_id=plan.asn_id, mulai=mulai, selesai=selesai, butir=published(butir)
    )  # fmt: skip


def closed(plan: Plan, last: date, sebab: str, penilai_id: UUID | None) -> SkpClosed:
    """An SKP ended with a day, and who was penilai then."""
    return SkpClosed(
        skp_id=plan.skp_id,
        asn_id=plan.asn_id,
        selesai=last,
        sebab=sebab,
        tahun=plan.tahun,
        mulai=plan.mulai,
        penilai_id=penilai_id,
    )


def confirmed(plan: Plan, capaian: Decimal, oleh: UUID, sebagai: str) -> RealisasiConfirmed:
    """A segment is closed with what was measured, by the penilai of its last day, in that capacity."""
    return RealisasiConfirmed(
        skp_id=plan.skp_id,
        asn_id=plan.asn_id,
        mulai=plan.mulai,
        selesai=plan.selesai,
        capaian=format(capaian, "f"),
        oleh=oleh,
        sebagai=kapasitas(sebagai),
    )
