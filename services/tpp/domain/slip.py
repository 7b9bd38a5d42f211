"""How a slip is computed: exact inside a line, each printed line rounded once (C1), total = sum. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from contracts.refusal import Refusal, rule
from contracts.tpp import SlipDifference, SlipLine
from services.tpp.domain.rupiah import percent, rupiah, written
from services.tpp.policy import Rounding, WithoutTarget

NOT_RUNNER = rule("tpp.run.not_runner", 403, "TPP dihitung oleh pengelola TPP.", source="kebijakan")


class Person(Struct, frozen=True, kw_only=True):
    """What of a person the pay turns on."""

    jenis: str
    status: str
    kelas_jabatan: int
    fact: str


class Finding(Struct, frozen=True, kw_only=True):
    """A missed day that the penilai found deliberate (KUAN P31(1))."""

    tanggal: date
    fact: str


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


class Rates(Struct, frozen=True, kw_only=True):
    """The policy's numbers, with the pasal each line cites.

    `finding_pasal`: by which a day found deliberate is cut, empty where the law knows no such cut; `cut_regulation`
    says where the law looks for how much. `needs_finding`: whether a missing day is cut only when it was found
    deliberate, or each of them. `rounding`: of a printed line (C1).
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

    def rupiah(self, exact: Decimal) -> int:
        return rupiah(exact, self.rounding)


class Computed(Struct, frozen=True, kw_only=True):
    """A slip before it is issued."""

    status: str
    lines: tuple[SlipLine, ...]
    total: int
    alasan: str


def check_runner(peran: Collection[str]) -> None:
    if "pengelola_tpp" not in peran:
        raise Refusal(NOT_RUNNER)


def compute(person: Person, month: Month | None, rates: Rates) -> Computed:
    """A slip of one person; never a figure without data, never below zero."""
    if person.jenis not in rates.eligible:
        return _none("not_eligible", f"{person.jenis} tidak berhak TPP menurut {rates.eligible_pasal}.")
    if person.status in rates.exempt:
        return _none("not_eligible", f"Status {person.status}: tidak berhak selama status itu.")
    basic = rates.basic.get(str(person.kelas_jabatan))
    if basic is None:
        return _none("incomplete", f"Kelas jabatan {person.kelas_jabatan} tidak ada dalam tabel TPP.")
    if month is None:
        return _none("incomplete", "Bulan belum diukur.")
    if month.target == 0 and not month.ada_skp:
        return _none("incomplete", "Tidak ada SKP yang berlaku pada bulan ini: SKP belum ditetapkan.")
    if not (rates.needs_finding and rates.finding_pasal):
        month = replace(month, sengaja=())
    if month.sengaja and rates.cut is None:
        days, where = len(month.sengaja), rates.cut_regulation or rates.finding_pasal
        return _none("incomplete", f"Besaran potongan {days} hari kosong yang disengaja belum ditetapkan ({where}).")
    lines = (_productivity(basic, person, month, rates), _discipline(basic, person, month, rates))
    return Computed(status="payable", lines=lines, total=sum(line.jumlah for line in lines), alasan=_note(month, rates))


def changed(status: str, alasan: str, lines: Collection[SlipLine], slip: Computed) -> bool:
    """Whether a slip that was issued says something else than what is computed now.

    Newer facts that come to the same leave it as it stands, with the facts that it was issued on.
    """
    said = [(line.kode, line.jumlah, line.hitungan) for line in lines]
    return (status, alasan, said) != (
        slip.status,
        slip.alasan,
        [(line.kode, line.jumlah, line.hitungan) for line in slip.lines],
    )


def differences(before: Collection[SlipLine], after: Collection[SlipLine]) -> tuple[SlipDifference, ...]:
    """What of which line changed, in the order of the slip; a line that came or went stood or stands at 0."""
    old, new = {line.kode: line for line in before}, {line.kode: line for line in after}
    pairs = [(old.get(kode), new.get(kode)) for kode in {**old, **new}]
    return tuple(_difference(a, b) for a, b in pairs if _said(a) != _said(b))


def _said(line: SlipLine | None) -> tuple[int, str]:
    return (line.jumlah, line.hitungan) if line else (0, "")


def _difference(a: SlipLine | None, b: SlipLine | None) -> SlipDifference:
    last = b or a
    assert last is not None
    (sebelum, hitungan_sebelum), (sesudah, hitungan) = _said(a), _said(b)
    return SlipDifference(
        kode=last.kode,
        uraian=last.uraian,
        sebelum=sebelum,
        sesudah=sesudah,
        selisih=sesudah - sebelum,
        hitungan_sebelum=hitungan_sebelum,
        hitungan=hitungan,
        pasal=last.pasal,
        sumber_sebelum=a.sumber if a else (),
        sumber=b.sumber if b else (),
    )


def _none(status: str, why: str) -> Computed:
    return Computed(status=status, lines=(), total=0, alasan=why)


def _productivity(basic: int, person: Person, month: Month, rates: Rates) -> SlipLine:
    if month.target == 0:
        return _nothing_due(basic, person, month, rates)
    done = min(month.approved, month.target)
    amount = rates.rupiah(Decimal(basic) * rates.productivity * done / month.target)
    return SlipLine(
        kode="produktivitas",
        uraian="Bagian produktivitas kerja",
        jumlah=amount,
        hitungan=f"{written(basic)} × {percent(rates.productivity)} × {done}/{month.target} hasil disetujui",
        pasal=f"{rates.basic_pasal}; {rates.productivity_pasal}",
        sumber=(person.fact, month.fact),
    )


def _nothing_due(basic: int, person: Person, month: Month, rates: Rates) -> SlipLine:
    """For a month in which no output of the SKP was due: four a year, or quality alone."""
    share = Decimal(1 if rates.without_target == "whole" else 0)
    return SlipLine(
        kode="produktivitas",
        uraian="Bagian produktivitas kerja (tidak ada hasil yang jatuh tempo bulan ini)",
        jumlah=rates.rupiah(Decimal(basic) * rates.productivity * share),
        hitungan=f"{written(basic)} × {percent(rates.productivity)} × {percent(share)}",
        pasal=f"{rates.basic_pasal}; {rates.productivity_pasal}; {rates.without_target_pasal}",
        sumber=(person.fact, month.fact),
    )


def _discipline(basic: int, person: Person, month: Month, rates: Rates) -> SlipLine:
    """A missing day cuts nothing by itself: that needs a finding `sengaja` by the penilai (KUAN P31, reading A13)."""
    if rates.cut is not None and _cut_days(month, rates):
        return _cut(basic, person, month, rates, rates.cut)
    known = rates.finding_pasal
    return SlipLine(
        kode="disiplin",
        uraian="Bagian disiplin kerja" + (" (tanpa temuan kesengajaan)" if known else ""),
        jumlah=rates.rupiah(Decimal(basic) * rates.discipline),
        hitungan=f"{written(basic)} × {percent(rates.discipline)}",
        pasal=f"{rates.basic_pasal}; {rates.discipline_pasal}" + (f"; {known}" if known else ""),
        sumber=(person.fact, month.fact),
    )


def _cut(basic: int, person: Person, month: Month, rates: Rates, cut: Decimal) -> SlipLine:
    """Less a share for each day that is cut, never below zero (KUAN P31(2), reading C1)."""
    days = _cut_days(month, rates)
    which = "kosong yang disengaja" if rates.needs_finding else "kerja tanpa catatan"
    found = f"{rates.finding_pasal}; " if rates.needs_finding else ""
    left = max(Decimal(0), 1 - cut * days)
    return SlipLine(
        kode="disiplin",
        uraian=f"Bagian disiplin kerja, dipotong atas {days} hari {which}",
        jumlah=rates.rupiah(Decimal(basic) * rates.discipline * left),
        hitungan=f"{written(basic)} × {percent(rates.discipline)} × (100% - {days} × {percent(cut)})",
        pasal=f"{rates.basic_pasal}; {rates.discipline_pasal}; {found}{rates.cut_pasal}",
        sumber=(person.fact, month.fact, *(finding.fact for finding in month.sengaja)),
    )


def _cut_days(month: Month, rates: Rates) -> int:
    return len(month.sengaja) if rates.needs_finding else month.missing


def _note(month: Month, rates: Rates) -> str:
    parts = []
    if month.auto:
        parts.append(f"{month.auto} aktivitas disetujui sistem (tidak diverifikasi)")
    if month.pending:
        parts.append(f"{month.pending} aktivitas belum diputus")
    if month.missing:
        parts.append(f"{month.missing} hari kerja tanpa catatan")
    if rates.cut is not None and rates.cut * _cut_days(month, rates) > 1:
        parts.append("potongan melebihi bagian disiplin; sisanya tidak dibawa ke bulan lain")
    return "; ".join(parts)
