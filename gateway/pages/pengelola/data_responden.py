"""Who may be asked about somebody's behaviour on a day."""

from __future__ import annotations

from uuid import UUID

import msgspec


class Rater(msgspec.Struct):
    """Somebody who may be asked."""

    asn_id: UUID
    nama: str
    jabatan: str


class Raters(msgspec.Struct):
    """The peers and direct subordinates of a day."""

    unit: str
    rekan: tuple[Rater, ...]
    bawahan: tuple[Rater, ...]
