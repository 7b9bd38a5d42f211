"""The target of a kinerja: its four aspects, and the one that realisation is measured by. Pure."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from contracts.refusal import Refusal, rule

NO_ASPECT = rule("skp.target.no_aspect", 422, "Target memuat paling sedikit satu aspek: {aspects}.")
STRANGE_ASPECT = rule("skp.target.strange_aspect", 422, "Aspek target: {aspects}.")
ZERO = rule("skp.target.zero", 422, "Target nol tidak dapat diukur (B37).")
NO_UNIT = rule("skp.target.no_unit", 422, "Sebutkan satuan kuantitas.")

MOST_OUTPUTS = 1_000_000
_FIELDS = {"kuantitas": "kuantitas", "kualitas": "kualitas", "waktu": "waktu_bulan", "biaya": "biaya"}
_UNITS = {"kualitas": "%", "waktu": "bulan", "biaya": "rupiah"}


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The four aspects of KUAN P7(3) / KON P7(5); at least one. `satuan`: of the quantity.

    `kualitas` in per cent, `waktu_bulan` in months, `biaya` in rupiah.
    """

    kuantitas: Annotated[int, Meta(ge=1, le=MOST_OUTPUTS)] | None = None
    satuan: Annotated[str, Meta(max_length=50)] = ""
    kualitas: Annotated[int, Meta(ge=1, le=100)] | None = None
    waktu_bulan: Annotated[int, Meta(ge=1, le=12)] | None = None
    biaya: Annotated[int, Meta(ge=0, le=10**15)] | None = None


class Ukuran(Struct, frozen=True):
    """What a target is measured by: the first aspect that it names, how much of it, in which unit.

    `bagian`: the part that was due in a segment, where that is not all of it.
    """

    aspek: str
    target: int
    satuan: str
    bagian: Decimal | None = None

    @property
    def against(self) -> Decimal:
        """What realisation is compared with."""
        return Decimal(self.target) if self.bagian is None else self.bagian

    @property
    def adds_up(self) -> bool:
        """Quantity and cost of the parts of a year make the year's; quality and time are carried (KUAN P17(b))."""
        return self.aspek in {"kuantitas", "biaya"}

    @property
    def less_is_better(self) -> bool:
        return self.aspek in {"waktu", "biaya"}


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


def ukuran_of(target: Target) -> Ukuran:
    """What it is measured by; a target without any aspect is no target (`check_target`)."""
    aspek, amount = next(iter(_aspects(target).items()))
    return Ukuran(aspek, amount, target.satuan if aspek == "kuantitas" else _UNITS[aspek])


def _aspects(target: Target) -> dict[str, int]:
    """The aspects that are named, in the order of the law."""
    return {aspek: amount for aspek, field in _FIELDS.items() if (amount := getattr(target, field)) is not None}
