"""The line of superiors, past its vacant posts: who is told that a pejabat penilai is late (KUAN P23(4), A22).

The same rule for every service.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from contracts.identity import Penempatan
from contracts.masa import MasaPenilai, Sebagai
from contracts.vocabulary import KepadaPeran, StatusPegawai
from kernel.penempatan import penempatan_on
from kernel.penilai import ACTING, penilai_on

# A person on leave has a stand-in, or reads the notice on return.
_SERVING = frozenset({StatusPegawai.AKTIF, StatusPegawai.CUTI})
_LONGEST = 12  # steps; no line of a Pemda is that long


class Orang(Struct, frozen=True):
    """A person in the line: terms under superiors, posts, status."""

    masa: Sequence[MasaPenilai]
    penempatan: Sequence[Penempatan]
    status: StatusPegawai


class Atasan(Struct, frozen=True):
    """Who holds a post above somebody, or (`sebagai` kosong) held it last; None: nobody below the Bupati is known.

    `on`: the day on which the person held it.
    """

    asn_id: UUID | None
    sebagai: Sebagai
    on: date


class Kepada(NamedTuple):
    """Who is told: a person, or (None) who holds a role."""

    asn_id: UUID | None
    peran: KepadaPeran


Find = Callable[[UUID], Awaitable[Orang | None]]


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


async def next_superior(late: Atasan, day: date, find: Find) -> Kepada:
    """Whom to tell that a penilai is late: the next superior, past every vacant post.

    Above the line stands the Bupati. Where the Bupati himself is late, or the line is not known, it is the pengelola
    e-kinerja, who looks after the system (section 5).
    """
    for _ in range(_LONGEST):
        if late.asn_id is None or (person := await find(late.asn_id)) is None:
            break
        found = above(person.masa, late.on)
        if found.sebagai is Sebagai.BUPATI:
            return Kepada(None, "bupati")
        if found.asn_id is None:
            break
        if found.sebagai is not Sebagai.KOSONG and _is_there(await find(found.asn_id), found.on, day):
            return Kepada(found.asn_id, "")
        late = found
    return Kepada(None, "pengelola_e_kinerja")


def _is_there(orang: Orang | None, on: date, today: date) -> bool:
    """Whether a person still serves in the post that they held on a day."""
    if orang is None or orang.status not in _SERVING:
        return False
    return penempatan_on(orang.penempatan, on) == penempatan_on(orang.penempatan, today)
