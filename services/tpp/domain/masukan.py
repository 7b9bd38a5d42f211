"""What a slip is computed from: a person, the measured month, and the numbers of the policy. Pure data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from decimal import Decimal

from msgspec import Struct

from services.tpp.domain.rupiah import rupiah
from services.tpp.policy import (
    KeadaanPolicy,
    KehadiranPolicy,
    KomponenPolicy,
    Pending,
    PotonganPolicy,
    Rounding,
    WithoutTarget,
)


class Circumstance(Struct, frozen=True, kw_only=True):
    """Something about a person that changes the pay, by its decree; months, `selesai` None: until further notice."""

    kode: str
    mulai: str
    selesai: str | None
    nomor: str
    fact: str

    def holds_in(self, periode: str) -> bool:
        """Whether it lasts in a month."""
        return self.mulai <= periode and (self.selesai is None or periode <= self.selesai)


class Result(Struct, frozen=True, kw_only=True):
    """The final predikat of a year; None: the law of the Pemda gives none."""

    tahun: int
    predikat: str | None
    fact: str


class Person(Struct, frozen=True, kw_only=True):
    """What of a person the pay turns on, on the last day of the month."""

    jenis: str
    status: str
    kelas_jabatan: int
    fact: str
    jabatan: str = ""
    unit: str = ""
    opd: str = ""
    golongan: str = ""
    keadaan: tuple[Circumstance, ...] = ()
    hasil: tuple[Result, ...] = ()


class Finding(Struct, frozen=True, kw_only=True):
    """A missed day that the penilai found deliberate (KUAN P31(1))."""

    tanggal: date
    fact: str


class Hari(Struct, frozen=True, kw_only=True):
    """A day of attendance; `dipersoalkan`: the person says that it is wrong, and nobody has answered."""

    tanggal: date
    masuk: time | None
    pulang: time | None
    keterangan: str
    dipersoalkan: bool = False
    fact: str = ""


class Month(Struct, frozen=True, kw_only=True):
    """The measured month; `sengaja`: findings on days missing in it still; `ada_skp`: an SKP held in it."""

    approved: int
    target: int
    auto: int
    pending: int
    missing: int
    fact: str
    sengaja: tuple[Finding, ...] = ()
    ada_skp: bool = False
    presensi: tuple[Hari, ...] = ()


class Cited(Struct, frozen=True):
    """The pasal of a rule of the policy, beside the rule."""

    pasal: str


class Komponen(Cited, frozen=True):
    """A kind of TPP: its code, its name, its amounts."""

    kode: str
    nama: str
    besaran: KomponenPolicy

    def amount(self, person: Person) -> int | None:
        """Of the named post, else of the unit or its PD, else of the kelas jabatan; None: nothing of this kind."""
        found = self.besaran.by_post.get(person.jabatan)
        for place in (person.unit, person.opd):
            found = self.besaran.by_unit.get(place) if found is None else found
        return self.besaran.by_class.get(str(person.kelas_jabatan)) if found is None else found


class Keadaan(Cited, frozen=True):
    """What a circumstance does."""

    aturan: KeadaanPolicy


class Potongan(Cited, frozen=True):
    """A tax or contribution."""

    kode: str
    aturan: PotonganPolicy


class Rates(Struct, frozen=True, kw_only=True):
    """The policy's numbers, with the pasal each line cites.

    `finding_pasal`: by which a day found deliberate is cut, empty where the law knows no such cut; `cut_regulation`
    says where the law looks for how much. `needs_finding`: whether a missing day is cut only when it was found
    deliberate, or each of them. `rounding`: of a printed line (C1). `predicate`: by how much a predikat multiplies;
    None: it does not. `periode`: the month that is computed.
    """

    basic: Mapping[str, int]
    basic_pasal: str
    productivity: Decimal
    productivity_pasal: str
    discipline: Decimal
    discipline_pasal: str
    exempt: Collection[str]
    eligible: Collection[str]
    eligible_pasal: str
    cut: Decimal | None = None
    cut_pasal: str = ""
    finding_pasal: str = ""
    cut_regulation: str = ""
    needs_finding: bool = True
    rounding: Rounding = "half_up_per_line"
    without_target: WithoutTarget = "whole"
    without_target_pasal: str = ""
    periode: str = ""
    komponen: tuple[Komponen, ...] = ()
    keadaan: Mapping[str, Keadaan] = {}
    potongan: tuple[Potongan, ...] = ()
    by_status: Mapping[str, Decimal] = {}
    by_status_pasal: str = ""
    ceiling: Mapping[str, int] = {}
    ceiling_pasal: str = ""
    predicate: Mapping[str, Decimal] | None = None
    predicate_pasal: str = ""
    predicate_pending: Pending = "hold"
    attendance: KehadiranPolicy | None = None
    attendance_pasal: str = ""

    def rupiah(self, exact: Decimal) -> int:
        return rupiah(exact, self.rounding)
