"""The lines of what is paid for: by kind of TPP, the part for productivity and the part for discipline. Pure."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from contracts.tpp import SlipLine
from services.tpp.domain.kehadiran import share_of
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
    """A missing day cuts nothing by itself: that needs a finding `sengaja` by the penilai (KUAN P31, reading A13).

    Cuts never take the part below zero (reading C1).
    """
    taken = [*_found(month, rates), *_attended(month, rates)]
    sumber = (person.fact, month.fact, *(fact for one in taken for fact in one.sumber))
    exact, said = Decimal(part.amount) * rates.discipline, f"{written(part.amount)} × {percent(rates.discipline)}"
    known = rates.finding_pasal
    if not taken:
        return part.line(
            "disiplin",
            "Bagian disiplin kerja" + (" (tanpa temuan kesengajaan)" if known else ""),
            rates.rupiah(exact),
            said,
            f"{part.pasal}; {rates.discipline_pasal}" + (f"; {known}" if known else ""),
            sumber,
        )
    return part.line(
        "disiplin",
        "Bagian disiplin kerja, dipotong atas " + " dan ".join(one.uraian for one in taken),
        rates.rupiah(exact * max(Decimal(0), 1 - sum(one.share for one in taken))),
        f"{said} × (100% - {' - '.join(one.hitungan for one in taken)})",
        "; ".join((part.pasal, rates.discipline_pasal, *(one.pasal for one in taken))),
        sumber,
    )


class Taken(Struct, frozen=True):
    """What is taken of the part for discipline, and why."""

    share: Decimal
    uraian: str
    hitungan: str
    pasal: str
    sumber: tuple[str, ...]


def _found(month: Month, rates: Rates) -> list[Taken]:
    """A share for each day that is cut (KUAN P31(2))."""
    days = cut_days(month, rates)
    if rates.cut is None or not days:
        return []
    which = "kosong yang disengaja" if rates.needs_finding else "kerja tanpa catatan"
    pasal = f"{rates.finding_pasal}; {rates.cut_pasal}" if rates.needs_finding else rates.cut_pasal
    facts = tuple(finding.fact for finding in month.sengaja)
    return [Taken(rates.cut * days, f"{days} hari {which}", f"{days} × {percent(rates.cut)}", pasal, facts)]


def _attended(month: Month, rates: Rates) -> list[Taken]:
    """What attendance cuts, days that the person says are wrong left out until they are answered."""
    if rates.attendance is None:
        return []
    cuts = [
        (day, share) for day in month.presensi if (share := share_of(day, rates.attendance)) and not day.dipersoalkan
    ]
    if not cuts:
        return []
    total = sum((share for _, share in cuts), Decimal(0))
    facts = tuple(day.fact for day, _ in cuts)
    return [Taken(total, f"kehadiran {len(cuts)} hari", percent(total), rates.attendance_pasal, facts)]


def taken_of(month: Month, rates: Rates) -> Decimal:
    """The share of the part for discipline that is taken in all, also above one."""
    return sum((one.share for one in (*_found(month, rates), *_attended(month, rates))), Decimal(0))


def cut_days(month: Month, rates: Rates) -> int:
    """How many days of the month cut the part for discipline."""
    return len(month.sengaja) if rates.needs_finding else month.missing
