"""The line of superiors, with its vacant posts: who is told that a pejabat penilai is late (KUAN P23(4), A22). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from contracts.identity import Penempatan
from contracts.penempatan import penempatan_on
from contracts.penilai import ACTING, MasaPenilai, Sebagai, penilai_on
from contracts.vocabulary import StatusPegawai

# On leave he has somebody who stands in for him, or reads it when he is back.
_SERVING = frozenset({StatusPegawai.AKTIF.value, StatusPegawai.CUTI.value})
LONGEST = 12  # steps; no line of a Pemda is that long


class Orang(Struct, frozen=True):
    """Somebody in the line: whose terms under whom, which posts, in what status."""

    masa: Sequence[MasaPenilai]
    penempatan: Sequence[Penempatan]
    status: str


class Atasan(Struct, frozen=True):
    """Who holds a post above somebody, or (`sebagai` kosong) held it last; None: nobody below the Bupati is known.

    `on`: the day on which he held it.
    """

    asn_id: UUID | None
    sebagai: Sebagai
    on: date


def above(masa: Sequence[MasaPenilai], day: date) -> Atasan:
    """The penilai by these terms on a day; of a vacant post its last holder."""
    now = penilai_on(masa, day)
    if now is not None and now.sebagai is not Sebagai.KOSONG:
        return Atasan(now.penilai_id, now.sebagai, day)
    held = [t for t in masa if t.sebagai not in ACTING and t.penilai_id and t.selesai and t.selesai < day]
    last = max(held, key=lambda t: t.mulai, default=None)
    if last is None or last.selesai is None:
        return Atasan(None, Sebagai.KOSONG, day)
    return Atasan(last.penilai_id, Sebagai.KOSONG, last.selesai)


def is_there(orang: Orang | None, on: date, today: date) -> bool:
    """Whether somebody still serves in the post that he held on a day."""
    if orang is None or orang.status not in _SERVING:
        return False
    return penempatan_on(orang.penempatan, on) == penempatan_on(orang.penempatan, today)
