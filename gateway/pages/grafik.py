"""Charts as SVG, drawn here: presentation attributes only, the finding as a sentence, the table beside it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gateway.pages import words

HIGH, WIDE, LEFT, TOP = 150, 900, 60, 18
FLOOR = TOP + HIGH
_STEPS = (1, 2, 5)


class Part(msgspec.Struct, frozen=True):
    """A rectangle of a column: its class, place and size in units of the drawing."""

    kelas: str
    x: float
    y: float
    lebar: float
    tinggi: float


class Column(msgspec.Struct, frozen=True):
    """A column with its name below and its sum above, in the middle of `tengah`; `atas` is the height of the sum."""

    nama: str
    jumlah: int
    tengah: float
    atas: float
    bagian: tuple[Part, ...]


class Rung(msgspec.Struct, frozen=True):
    """A line of the scale."""

    y: float
    nilai: int


class Chart(msgspec.Struct, frozen=True):
    """Stacked columns with their scale, as the macro `tumpuk` draws them."""

    kolom: tuple[Column, ...]
    skala: tuple[Rung, ...]
    kalimat: str


def stacked(columns: Sequence[tuple[str, Sequence[tuple[str, int]]]], kalimat: str) -> Chart:
    """Columns of (name, parts); each part has its class and amount. `kalimat` says what the chart shows."""
    step = _step(max((sum(n for _, n in parts) for _, parts in columns), default=0))
    top = max(3 * step, 1)
    room = (WIDE - LEFT) / max(len(columns), 1)
    drawn = []
    for n, (name, parts) in enumerate(columns):
        x, y, found = LEFT + n * room + room * 0.2, float(FLOOR), []
        for kelas, amount in parts:
            height = HIGH * amount / top
            y -= height
            if amount:
                found.append(Part(kelas, round(x, 1), round(y, 1), round(room * 0.6, 1), round(height, 1)))
        total = sum(amount for _, amount in parts)
        drawn.append(Column(name, total, round(x + room * 0.3, 1), round(y - 5, 1), tuple(found)))
    rungs = tuple(Rung(round(FLOOR - HIGH * n * step / top, 1), n * step) for n in range(4))
    return Chart(tuple(drawn), rungs, kalimat)


def _step(most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, ... that reaches the largest column in three."""
    power = 1
    while True:
        for digit in _STEPS:
            if 3 * digit * power >= most:
                return digit * power
        power *= 10


class Month(msgspec.Struct):
    """A month of a trend: entries by what became of them."""

    periode: str
    penilai: int
    sistem: int
    dikembalikan: int
    belum: int

    @property
    def jumlah(self) -> int:
        return self.penilai + self.sistem + self.dikembalikan + self.belum


def trend(months: Sequence[Month]) -> Chart:
    """Twelve months of entries."""
    columns = [
        (
            words.nama_bulan(int(m.periode[5:])),
            (("g1", m.penilai), ("g2", m.sistem), ("g3", m.belum), ("g4", m.dikembalikan)),
        )
        for m in months
    ]
    last = months[-1]
    share = f"{words.angka(round(100 * last.penilai / last.jumlah))} persen disetujui penilai" if last.jumlah else ""
    said = f"{words.bulan(last.periode)}: {words.angka(last.jumlah)} catatan{', ' + share if share else ''}"
    return stacked(columns, said)
