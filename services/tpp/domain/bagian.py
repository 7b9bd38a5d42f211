"""The lines of what is paid for: by kind of TPP, the part for productivity and the part for discipline. Pure."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from contracts.tpp import SlipLine
from services.tpp.domain.masukan import Komponen, Month, Person, Rates
from services.tpp.domain.rupiah import percent, written


class Part(Struct, frozen=True):
    """An amount of a month before it is measured; the basic TPP has neither code nor name."""

    amount: int
    pasal: str
    kode: str = ""
    nama: str = ""
    measured: bool = True

    def line(self, kode: str, uraian: str, jumlah: int, hitungan: str, pasal: str, sumber: tuple[str, ...]) -> SlipLine:
        """A printed line of this part, named after its kind."""
        return SlipLine(
            kode=f"{self.kode}.{kode}" if self.kode else kode,
            uraian=f"{self.nama}: {uraian[0].lower()}{uraian[1:]}" if self.nama else uraian,
            jumlah=jumlah,
            hitungan=hitungan,
            pasal=pasal,
            sumber=sumber,
        )


def parts_of(person: Person, rates: Rates) -> list[Part]:
    """What the policy sets for a person, the basic TPP first; empty where its tables do not have the class."""
    found = []
    if rates.basic:
        basic = rates.basic.get(str(person.kelas_jabatan))
        if basic is None:
            return []
        found.append(Part(basic, rates.basic_pasal))
    return [*found, *(part for kind in rates.komponen if (part := _part(kind, person)) is not None)]


def _part(kind: Komponen, person: Person) -> Part | None:
    amount = kind.amount(person)
    return None if amount is None else Part(amount, kind.pasal, kind.kode, kind.nama, kind.besaran.measured)


def lines_of(part: Part, person: Person, month: Month, rates: Rates) -> list[SlipLine]:
    """Two lines of a measured part, one of another."""
    if part.measured:
        return [_productivity(part, person, month, rates), _discipline(part, person, month, rates)]
    line = SlipLine(
        kode=part.kode, uraian=part.nama, jumlah=part.amount, hitungan=written(part.amount), pasal=part.pasal,
        sumber=(person.fact,),
    )  # fmt: skip
    return [line]


def _productivity(part: Part, person: Person, month: Month, rates: Rates) -> SlipLine:
    if month.target == 0:
        return _nothing_due(part, person, month, rates)
    done = min(month.approved, month.target)
    return part.line(
        "produktivitas",
        "Bagian produktivitas kerja",
        rates.rupiah(Decimal(part.amount) * rates.productivity * done / month.target),
        f"{written(part.amount)} × {percent(rates.productivity)} × {done}/{month.target} hasil disetujui",
        f"{part.pasal}; {rates.productivity_pasal}",
        (person.fact, month.fact),
    )


def _nothing_due(part: Part, person: Person, month: Month, rates: Rates) -> SlipLine:
    """For a month in which no output of the SKP was due: four a year, or quality alone."""
    share = Decimal(1 if rates.without_target == "whole" else 0)
    return part.line(
        "produktivitas",
        "Bagian produktivitas kerja (tidak ada hasil yang jatuh tempo bulan ini)",
        rates.rupiah(Decimal(part.amount) * rates.productivity * share),
        f"{written(part.amount)} × {percent(rates.productivity)} × {percent(share)}",
        f"{part.pasal}; {rates.productivity_pasal}; {rates.without_target_pasal}",
        (person.fact, month.fact),
    )


def _discipline(part: Part, person: Person, month: Month, rates: Rates) -> SlipLine:
    """A missing day cuts nothing by itself: that needs a finding `sengaja` by the penilai (KUAN P31, reading A13)."""
    if rates.cut is not None and cut_days(month, rates):
        return _cut(part, person, month, rates, rates.cut)
    known = rates.finding_pasal
    return part.line(
        "disiplin",
        "Bagian disiplin kerja" + (" (tanpa temuan kesengajaan)" if known else ""),
        rates.rupiah(Decimal(part.amount) * rates.discipline),
        f"{written(part.amount)} × {percent(rates.discipline)}",
        f"{part.pasal}; {rates.discipline_pasal}" + (f"; {known}" if known else ""),
        (person.fact, month.fact),
    )


def _cut(part: Part, person: Person, month: Month, rates: Rates, cut: Decimal) -> SlipLine:
    """Less a share for each day that is cut, never below zero (KUAN P31(2), reading C1)."""
    days = cut_days(month, rates)
    which = "kosong yang disengaja" if rates.needs_finding else "kerja tanpa catatan"
    found = f"{rates.finding_pasal}; " if rates.needs_finding else ""
    left = max(Decimal(0), 1 - cut * days)
    return part.line(
        "disiplin",
        f"Bagian disiplin kerja, dipotong atas {days} hari {which}",
        rates.rupiah(Decimal(part.amount) * rates.discipline * left),
        f"{written(part.amount)} × {percent(rates.discipline)} × (100% - {days} × {percent(cut)})",
        f"{part.pasal}; {rates.discipline_pasal}; {found}{rates.cut_pasal}",
        (person.fact, month.fact, *(finding.fact for finding in month.sengaja)),
    )


def cut_days(month: Month, rates: Rates) -> int:
    """How many days of the month cut the part for discipline."""
    return len(month.sengaja) if rates.needs_finding else month.missing
