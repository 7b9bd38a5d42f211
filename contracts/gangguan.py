"""What an outage may name, and which services somebody needs to keep a deadline: one table for every service (X8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

# The services of the house and the door to them; `semua`: nothing answered.
Layanan = Literal["gateway", "identity", "skp", "activity", "appraisal", "tpp", "reporting", "semua"]
# `isian`: entering the activities of a day or a month. `persetujuan`: the penilai's time (KUAN P23(5), (7)).
# `skp`: setting it in January. `pemutakhiran`, `salinan`: KUAN P23(4) and (3).
Tenggat = Literal["isian", "persetujuan", "skp", "pemutakhiran", "salinan"]

LAYANAN: tuple[str, ...] = get_args(Layanan)
# Whoever acts comes through the door, is known by identity, and is served by the service that keeps the deadline.
DIPERLUKAN: Mapping[Tenggat, frozenset[str]] = {
    "isian": frozenset({"gateway", "identity", "activity"}),
    "persetujuan": frozenset({"gateway", "identity", "activity"}),
    "skp": frozenset({"gateway", "identity", "skp"}),
    "pemutakhiran": frozenset({"gateway", "identity", "skp"}),
    "salinan": frozenset({"gateway", "identity", "skp"}),
}


def touches(layanan: Collection[str], tenggat: Tenggat) -> bool:
    """Whether an outage of these services kept people from what a deadline asks of them.

    A name that is not in the list was recorded before there was one, and stands for the whole.
    """
    named = set(layanan)
    return "semua" in named or bool(named & DIPERLUKAN[tenggat]) or not named <= set(LAYANAN)
