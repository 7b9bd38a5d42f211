"""How a slip is computed: exact inside a line, each printed line rounded half-up once, total = sum. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from contracts.refusal import forbidden
from contracts.tpp import SlipLine


class Person(Struct, frozen=True, kw_only=True):
    """What of a person the pay turns on."""

    jenis: str
    status: str
    kelas_jabatan: int
    fact: str


class Month(Struct, frozen=True, kw_only=True):
    """The measured month."""

    approved: int
    target: int
    auto: int
    pending: int
    missing: int
    fact: str


class Rates(Struct, frozen=True, kw_only=True):
    """The policy's numbers, with the pasal each line cites."""

    basic: Mapping[str, int]
    basic_pasal: str
    productivity: Decimal
    productivity_pasal: str
    discipline: Decimal
    discipline_pasal: str
    exempt: Collection[str]
    eligible: Collection[str]
    eligible_pasal: str


class Computed(Struct, frozen=True, kw_only=True):
    """A slip before it is issued."""

    status: str
    lines: tuple[SlipLine, ...]
    total: int
    alasan: str


def rupiah(amount: Decimal) -> int:
    """Round a printed line half-up, once (reading C1)."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def check_runner(peran: Collection[str]) -> None:
    if "pengelola_tpp" not in peran:
        raise forbidden("TPP dihitung oleh pengelola TPP.", "kebijakan")


def compute(person: Person, month: Month | None, rates: Rates) -> Computed:
    """A slip of one person; never a figure without data, never below zero."""
    if person.jenis not in rates.eligible:
        return _none("not_eligible", f"{person.jenis} tidak berhak TPP menurut {rates.eligible_pasal}.")
    if person.status in rates.exempt:
        return _none("not_eligible", f"Status {person.status}: tidak berhak selama status itu.")
    basic = rates.basic.get(str(person.kelas_jabatan))
    if basic is None:
        return _none("incomplete", f"Kelas jabatan {person.kelas_jabatan} tidak ada dalam tabel TPP.")
    if month is None or month.target == 0:
        return _none("incomplete", "Bulan belum diukur atau tanpa target: SKP belum ditetapkan.")
    lines = (_productivity(basic, person, month, rates), _discipline(basic, person, month, rates))
    return Computed(status="payable", lines=lines, total=sum(line.jumlah for line in lines), alasan=_note(month))


def _none(status: str, why: str) -> Computed:
    return Computed(status=status, lines=(), total=0, alasan=why)


def _productivity(basic: int, person: Person, month: Month, rates: Rates) -> SlipLine:
    done = min(month.approved, month.target)
    amount = rupiah(Decimal(basic) * rates.productivity * done / month.target)
    return SlipLine(
        kode="produktivitas",
        uraian="Bagian produktivitas kerja",
        jumlah=amount,
        hitungan=f"{_rp(basic)} × {_persen(rates.productivity)} × {done}/{month.target} hasil disetujui",
        pasal=f"{rates.basic_pasal}; {rates.productivity_pasal}",
        sumber=(person.fact, month.fact),
    )


def _discipline(basic: int, person: Person, month: Month, rates: Rates) -> SlipLine:
    """A missing day cuts nothing by itself: that needs a finding `sengaja` by the penilai (KUAN P31, reading A13)."""
    return SlipLine(
        kode="disiplin",
        uraian="Bagian disiplin kerja (tanpa temuan kesengajaan)",
        jumlah=rupiah(Decimal(basic) * rates.discipline),
        hitungan=f"{_rp(basic)} × {_persen(rates.discipline)}",
        pasal=f"{rates.basic_pasal}; {rates.discipline_pasal}; KUAN 31",
        sumber=(person.fact, month.fact),
    )


def _rp(amount: int) -> str:
    return "Rp" + f"{amount:,}".replace(",", ".")


def _persen(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}".replace(".", ",") + "%"


def _note(month: Month) -> str:
    parts = []
    if month.auto:
        parts.append(f"{month.auto} aktivitas disetujui sistem (tidak diverifikasi)")
    if month.pending:
        parts.append(f"{month.pending} aktivitas belum diputus")
    if month.missing:
        parts.append(f"{month.missing} hari kerja tanpa catatan")
    return "; ".join(parts)
