"""Who is whose peer and who whose subordinate in one unit: the same rule for every service (KON P29(2-3))."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contracts.identity import Penempatan
from contracts.vocabulary import JenisJabatan

# The steps of jabatan from the top. Pelaksana and fungsional both stand below the pengawas, neither above the other.
_STEPS = {
    JenisJabatan.JPT_PRATAMA: 1,
    JenisJabatan.ADMINISTRATOR: 2,
    JenisJabatan.PENGAWAS: 3,
    JenisJabatan.PELAKSANA: 4,
    JenisJabatan.FUNGSIONAL: 4,
}


def post_on(posts: Iterable[Penempatan], day: date) -> Penempatan | None:
    """The post held on a day: the latest that has begun; None before the first."""
    return max((p for p in posts if p.mulai <= day), key=lambda p: p.mulai, default=None)


def is_rekan(appraised: Penempatan, other: Penempatan) -> bool:
    """Rekan kerja setingkat: the same level of jabatan in the same unit (KON P29(2))."""
    return other.unit == appraised.unit and _STEPS[other.jenis_jabatan] == _STEPS[appraised.jenis_jabatan]


def is_bawahan(appraised: Penempatan, other: Penempatan) -> bool:
    """Bawahan langsung: below in the same unit (KON P29(3))."""
    return other.unit == appraised.unit and _STEPS[other.jenis_jabatan] > _STEPS[appraised.jenis_jabatan]
