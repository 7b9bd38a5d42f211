"""What differs between two versions of a slip, line by line. Pure."""

from __future__ import annotations

from collections.abc import Collection

from contracts.tpp import SlipDifference, SlipLine


def differences(before: Collection[SlipLine], after: Collection[SlipLine]) -> tuple[SlipDifference, ...]:
    """The lines that changed, in the order of the slip; a line that is missing on one side counts as 0 there."""
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
