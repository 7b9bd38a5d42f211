"""With whom a plan is discussed before it is agreed on (KUAN P8(2), KON P8(2)). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from contracts.refusal import Refusal, rule
from contracts.skp import Pembahas

DISCUSSED = rule(
    "skp.review.discussed", 422,
    "Sebutkan dengan siapa penjabaran dibahas: pejabat_penilai dan/atau pengelola_kinerja.", "pembahas",
)  # fmt: skip
NOBODY_THERE = rule(
    "skp.review.vacant", 422, "Jabatan pejabat penilai sedang kosong; ia tidak dapat ikut membahas.", "pembahas"
)

Peran = Literal["pejabat_penilai", "pengelola_kinerja"]


def named(peran: Sequence[Peran], penilai: UUID | None, reviewer: UUID, *, vacant: bool) -> tuple[Pembahas, ...]:
    """Who took part: the penilai of today (None: the Bupati), the pengelola kinerja who reviews, or both."""
    if not peran:
        raise Refusal(DISCUSSED)
    if "pejabat_penilai" in peran and vacant:
        raise Refusal(NOBODY_THERE)
    who = {"pejabat_penilai": penilai, "pengelola_kinerja": reviewer}
    return tuple(Pembahas(peran=one, asn_id=who[one]) for one in dict.fromkeys(peran))
