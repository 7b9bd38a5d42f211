"""The target of a kinerja: its four aspects, and the one that realisation is measured by. Pure."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from msgspec import Meta, Struct

from contracts.refusal import Refusal, rule
from contracts.vocabulary import Arah

NO_ASPECT = rule("skp.target.no_aspect", 422, "Target memuat paling sedikit satu aspek: {aspects}.")
STRANGE_ASPECT = rule("skp.target.strange_aspect", 422, "Aspek target: {aspects}.")
ZERO = rule("skp.target.zero", 422, "Target nol tidak dapat diukur (B37).")
NO_UNIT = rule("skp.target.no_unit", 422, "Sebutkan satuan kuantitas.")
NO_RANGE = rule("skp.target.range", 422, "Rentang berakhir pada jumlah yang lebih besar dari {kuantitas}.", "sampai")
NOT_ONE = rule("skp.target.not_one", 422, "Target ya atau tidak berjumlah 1.", "kuantitas")
NO_QUANTITY = rule("skp.target.no_quantity", 422, "Arah target ditentukan untuk kuantitas; isi jumlahnya.", "kuantitas")

MOST_OUTPUTS = 1_000_000
_FIELDS = {"kuantitas": "kuantitas", "kualitas": "kualitas", "waktu": "waktu_bulan", "biaya": "biaya"}
_LESS_IS_BETTER = frozenset({"waktu", "biaya"})
_UNITS = {"kualitas": "%", "waktu": "bulan", "biaya": "rupiah"}


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The four aspects of KUAN P7(3) / KON P7(5); at least one. `satuan`: of the quantity.

    `kualitas` in per cent, `waktu_bulan` in months, `biaya` in rupiah. `arah`: what of the quantity is good; a
    `rentang` goes from `kuantitas` to `sampai`, of `ya` the quantity is 1.
    """

    kuantitas: Annotated[int, Meta(ge=1, le=MOST_OUTPUTS)] | None = None
    satuan: Annotated[str, Meta(max_length=50)] = ""
    kualitas: Annotated[int, Meta(ge=1, le=100)] | None = None
    waktu_bulan: Annotated[int, Meta(ge=1, le=12)] | None = None
    biaya: Annotated[int, Meta(ge=0, le=10**15)] | None = None
    arah: Arah = Arah.LEBIH
    sampai: Annotated[int, Meta(ge=1, le=MOST_OUTPUTS)] | None = None


class Ukuran(Struct, frozen=True):
    """What a target is measured by: the first aspect that it names, how much of it, in which unit.

    `bagian`: the part that was due in a segment, where that is not all of it. `lebar`: the end of a range as a multiple
    of its beginning.
    """

    aspek: str
    target: int
    satuan: str
    bagian: Decimal | None = None
    arah: Arah = Arah.LEBIH
    lebar: Fraction = Fraction(1)

    @property
    def against(self) -> Decimal:
        """What realisation is compared with."""
        return Decimal(self.target) if self.bagian is None else self.bagian

    @property
    def most_in_range(self) -> Decimal:
        """The end of the range, for as much of it as was due."""
        return self.against * self.lebar.numerator / self.lebar.denominator

    @property
    def less_is_better(self) -> bool:
        return self.arah is Arah.KURANG or self.aspek in _LESS_IS_BETTER

    @property
    def adds_up(self) -> bool:
        """Quantity and cost of the parts of a year make the year's; the others are carried (KUAN P17(b))."""
        return self.aspek in {"kuantitas", "biaya"} and self.arah is not Arah.YA


def check_target(target: Target, aspects: Collection[str], at: str) -> None:
    """One of the aspects that the law knows, a quantity with its unit, and something to be measured by."""
    given = _aspects(target)
    if not given:
        raise Refusal(NO_ASPECT, aspects=", ".join(aspects), field=at)
    if strange := [aspek for aspek in given if aspek not in aspects]:
        raise Refusal(STRANGE_ASPECT, aspects=", ".join(aspects), field=f"{at}.{_FIELDS[strange[0]]}")
    if not ukuran_of(target).target:
        raise Refusal(ZERO, field=f"{at}.{_FIELDS[ukuran_of(target).aspek]}")
    if target.kuantitas is not None and not target.satuan.strip():
        raise Refusal(NO_UNIT, field=f"{at}.satuan")
    _check_direction(target, at)


def _check_direction(target: Target, at: str) -> None:
    """Only a quantity has a direction; a range has an end, and what is done or not done is one thing."""
    if target.arah is Arah.LEBIH and target.sampai is None:
        return
    if target.kuantitas is None:
        raise Refusal(NO_QUANTITY, field=f"{at}.kuantitas")
    ends = target.sampai
    if (target.arah is Arah.RENTANG) != (ends is not None) or (ends is not None and ends <= target.kuantitas):
        raise Refusal(NO_RANGE, kuantitas=target.kuantitas, field=f"{at}.sampai")
    if target.arah is Arah.YA and target.kuantitas != 1:
        raise Refusal(NOT_ONE, field=f"{at}.kuantitas")


def ukuran_of(target: Target) -> Ukuran:
    """What it is measured by; a target without any aspect is no target (`check_target`)."""
    aspek, amount = next(iter(_aspects(target).items()))
    if aspek == "kuantitas":
        lebar = Fraction(target.sampai or amount, amount or 1)
        return Ukuran(aspek, amount, target.satuan, arah=target.arah, lebar=lebar)
    return Ukuran(aspek, amount, _UNITS[aspek])


def _aspects(target: Target) -> dict[str, int]:
    """The aspects that are named, in the order of the law."""
    return {aspek: amount for aspek, field in _FIELDS.items() if (amount := getattr(target, field)) is not None}
