"""How a slip is computed: exact inside a line, each printed line rounded once (C1), total = sum. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from contracts.refusal import Refusal, rule
from contracts.tpp import SlipLine
from services.tpp.domain.bagian import lines_of, parts_of, taken_of
from services.tpp.domain.masukan import Month, Person, Rates
from services.tpp.domain.penyesuaian import adjusted, barred

NOT_RUNNER = rule("tpp.run.not_runner", 403, "TPP dihitung oleh pengelola TPP.", source="kebijakan")


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
    parts = parts_of(person, rates)
    if not parts:
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
    if bar := barred(person, rates):
        return _none(bar.status, bar.alasan)
    lines = [line for part in parts for line in lines_of(part, person, month, rates)]
    more, notes = adjusted(lines, person, rates)
    total = sum(line.jumlah for line in [*lines, *more])
    said = "; ".join([*_notes(month, rates), *notes])
    return Computed(status="payable", lines=(*lines, *more), total=total, alasan=said)


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


def print_of(slip: Computed, pack: str) -> str:
    """32 hexadecimal digits of what a slip says and by which policy: the same wherever `changed` finds nothing."""
    said = [[line.kode, line.jumlah, line.hitungan] for line in slip.lines]
    text = json.dumps([pack, slip.status, slip.alasan, said], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _none(status: str, why: str) -> Computed:
    return Computed(status=status, lines=(), total=0, alasan=why)


def _notes(month: Month, rates: Rates) -> list[str]:
    parts = []
    if month.auto:
        parts.append(f"{month.auto} aktivitas disetujui sistem (tidak diverifikasi)")
    if month.pending:
        parts.append(f"{month.pending} aktivitas belum diputus")
    if month.missing:
        parts.append(f"{month.missing} hari kerja tanpa catatan")
    if disputed := sum(day.dipersoalkan for day in month.presensi):
        parts.append(f"{disputed} hari presensi dipersoalkan, belum dipotong")
    if taken_of(month, rates) > 1:
        parts.append("potongan melebihi bagian disiplin; sisanya tidak dibawa ke bulan lain")
    return parts
