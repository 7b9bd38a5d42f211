"""What changes the sum of the parts: predikat, circumstances of the person, the ceiling, taxes. Pure.

Each is a printed line of its own. Shares are of the sum of the parts with the predikat in it; cuts never take a slip
below zero, and what they would take more is shown, not carried (reading C1).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from contracts.tpp import SlipLine
from services.tpp.domain.masukan import Circumstance, Keadaan, Person, Potongan, Rates, Result
from services.tpp.domain.rupiah import percent, written

OVER = "potongan melebihi TPP; sisanya tidak dibawa ke bulan lain"
_ONE = Decimal(1)


class Barred(Struct, frozen=True):
    """Why there is no figure: `not_eligible`, or `incomplete` until something has come."""

    status: str
    alasan: str


def barred(person: Person, rates: Rates) -> Barred | None:
    """What keeps a slip from a figure, beside its data; None: nothing."""
    for one, rule in _circumstances(person, rates):
        if rule.aturan.effect == "none":
            return Barred("not_eligible", f"{rule.aturan.nama} ({one.nomor}): tidak berhak menurut {rule.pasal}.")
        if rule.aturan.effect == "hold":
            return Barred("incomplete", f"Ditahan: {rule.aturan.nama} ({one.nomor}), {rule.pasal}.")
    if rates.predicate is not None and rates.predicate_pending == "hold" and _last(person, rates) is None:
        year = int(rates.periode[:4]) - 1
        return Barred("incomplete", f"Ditahan: predikat {year} belum final ({rates.predicate_pasal}).")
    for tax in rates.potongan:
        if tax.aturan.share is None and _group(person) not in tax.aturan.by_golongan:
            return Barred("incomplete", f"Golongan {person.golongan or 'kosong'} tidak ada dalam {tax.aturan.nama}.")
    return None


def adjusted(parts: list[SlipLine], person: Person, rates: Rates) -> tuple[list[SlipLine], list[str]]:
    """The lines that follow those of the parts, and what is to be noted."""
    lines = list(_predicate(_sum(parts), person, rates))
    base, notes = _sum(parts) + _sum(lines), []
    lines += _added(base, person, rates)
    for line in _taken(base, person, rates):
        left = _sum(parts) + _sum(lines)
        if left + line.jumlah < 0:
            notes.append(OVER)
        lines.append(_limited(line, left))
    lines += _capped(_sum(parts) + _sum(lines), person, rates)
    lines += _deducted(_sum(parts) + _sum(lines), person, rates)
    return lines, [*dict.fromkeys(notes), *_unruled(person, rates)]


def _sum(lines: list[SlipLine]) -> int:
    return sum(line.jumlah for line in lines)


def _limited(line: SlipLine, left: int) -> SlipLine:
    """A cut takes no more than there is."""
    if left + line.jumlah >= 0:
        return line
    said = f"{line.hitungan}, paling banyak {written(left)}"
    return SlipLine(
        kode=line.kode, uraian=line.uraian, jumlah=-left, hitungan=said, pasal=line.pasal, sumber=line.sumber
    )


def _predicate(base: int, person: Person, rates: Rates) -> Iterator[SlipLine]:
    """By the final predikat of the year before, else of the last final one, else not at all (B36, B45)."""
    if rates.predicate is None:
        return
    result = _last(person, rates) or max(_before(person, rates), key=lambda one: one.tahun, default=None)
    if result is None or result.predikat is None:
        return
    times = rates.predicate[result.predikat]
    more = rates.rupiah(abs(Decimal(base) * (times - _ONE)))
    yield SlipLine(
        kode="predikat",
        uraian=f"Predikat {result.tahun}: {result.predikat}",
        jumlah=more if times >= _ONE else -more,
        hitungan=f"{written(base)} × ({percent(times)} - 100%)",
        pasal=rates.predicate_pasal,
        sumber=(result.fact,),
    )


def _before(person: Person, rates: Rates) -> list[Result]:
    year = int(rates.periode[:4]) - 1
    return [one for one in person.hasil if one.tahun <= year and one.predikat is not None]


def _last(person: Person, rates: Rates) -> Result | None:
    year = int(rates.periode[:4]) - 1
    return next((one for one in _before(person, rates) if one.tahun == year), None)


def _circumstances(person: Person, rates: Rates) -> Iterator[tuple[Circumstance, Keadaan]]:
    for one in person.keadaan:
        rule = rates.keadaan.get(one.kode)
        if rule is not None and one.holds_in(rates.periode):
            yield one, rule


def _unruled(person: Person, rates: Rates) -> Iterator[str]:
    for one in person.keadaan:
        if one.kode not in rates.keadaan and one.holds_in(rates.periode):
            yield f"{one.kode} ({one.nomor}) tidak diatur kebijakan ini"


def _added(base: int, person: Person, rates: Rates) -> Iterator[SlipLine]:
    for one, rule in _circumstances(person, rates):
        if rule.aturan.effect == "add":
            share = rule.aturan.share
            amount = rates.rupiah(Decimal(base) * share)
            yield _of(one, rule, amount, f"{written(base)} × {percent(share)}")


def _taken(base: int, person: Person, rates: Rates) -> Iterator[SlipLine]:
    """A sanction takes its share; of what pays only a share, the least one holds, once."""
    paid: list[tuple[Decimal, SlipLine]] = []
    if (share := rates.by_status.get(person.status)) is not None:
        line = SlipLine(
            kode=f"status.{person.status}", uraian=f"Status {person.status}: dibayar {percent(share)}",
            jumlah=-rates.rupiah(Decimal(base) * (_ONE - share)),
            hitungan=f"{written(base)} × (100% - {percent(share)})", pasal=rates.by_status_pasal, sumber=(person.fact,),
        )  # fmt: skip
        paid.append((share, line))
    for one, rule in _circumstances(person, rates):
        share = rule.aturan.share
        if rule.aturan.effect == "cut":
            yield _of(one, rule, -rates.rupiah(Decimal(base) * share), f"{written(base)} × {percent(share)}")
        elif rule.aturan.effect == "pay":
            amount = -rates.rupiah(Decimal(base) * (_ONE - share))
            paid.append((share, _of(one, rule, amount, f"{written(base)} × (100% - {percent(share)})")))
    if paid:
        yield min(paid, key=lambda each: each[0])[1]


def _of(one: Circumstance, rule: Keadaan, jumlah: int, hitungan: str) -> SlipLine:
    return SlipLine(
        kode=f"keadaan.{one.fact}", uraian=f"{rule.aturan.nama} ({one.nomor})", jumlah=jumlah, hitungan=hitungan,
        pasal=rule.pasal, sumber=(one.fact,),
    )  # fmt: skip


def _capped(total: int, person: Person, rates: Rates) -> Iterator[SlipLine]:
    most = rates.ceiling.get(str(person.kelas_jabatan))
    if most is not None and total > most:
        yield SlipLine(
            kode="batas", uraian=f"Batas tertinggi kelas jabatan {person.kelas_jabatan}", jumlah=most - total,
            hitungan=f"{written(total)} menjadi {written(most)}", pasal=rates.ceiling_pasal, sumber=(person.fact,),
        )  # fmt: skip


def _deducted(total: int, person: Person, rates: Rates) -> Iterator[SlipLine]:
    left = total
    for rule in rates.potongan:
        share = rule.aturan.share if rule.aturan.share is not None else rule.aturan.by_golongan[_group(person)]
        amount = rates.rupiah(Decimal(total) * share)
        most = amount if rule.aturan.most is None else rule.aturan.most
        taken = min(amount, most, left)  # shares that make a whole, each rounded up, are more than it by some rupiah
        left -= taken
        yield _deduction(rule, person, taken, f"{written(total)} × {percent(share)}", limited=taken < amount)


def _deduction(rule: Potongan, person: Person, amount: int, said: str, *, limited: bool) -> SlipLine:
    return SlipLine(
        kode=f"potongan.{rule.kode}", uraian=rule.aturan.nama, jumlah=-amount,
        hitungan=f"{said}, paling banyak {written(amount)}" if limited else said, pasal=rule.pasal,
        sumber=(person.fact,),
    )  # fmt: skip


def _group(person: Person) -> str:
    """`III/c` is of group III."""
    return person.golongan.partition("/")[0].strip()
