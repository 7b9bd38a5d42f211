"""Whose turn it is with an SKP, and for which step: the course of KUAN P5, KON P6 and P10(3), read forward. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from contracts.masa import Sebagai

Langkah = Literal["ajukan", "reviu", "setujui", "tetapkan", "sahkan", "ukur"]
Giliran = Literal["pegawai", "pengelola_kinerja", "penilai", "bupati"]


class Turn(NamedTuple):
    """A step, and the office whose it is."""

    langkah: Langkah
    peran: Giliran


def turns(state: str, sebagai: str, *, agreed_owner: bool, agreed_penilai: bool, unmeasured: bool) -> Sequence[Turn]:
    """What happens next to an SKP in a state; both at once while pegawai and penilai are to agree.

    `sebagai`: in what capacity the penilai acts; `unmeasured`: a masa of it is over and was not measured (KON P20).
    """
    penilai: Giliran = "bupati" if sebagai == Sebagai.BUPATI.value else "penilai"
    if state == "reviewed":
        asked: Sequence[tuple[Giliran, bool]] = (("pegawai", agreed_owner), (penilai, agreed_penilai))
        return [Turn("setujui", who) for who, agreed in asked if not agreed]
    if state in ("set", "closed"):
        return [Turn("ukur", "pegawai")] if unmeasured else []
    course: dict[str, Turn] = {
        "draft": Turn("ajukan", "pegawai"),
        "submitted": Turn("reviu", "pengelola_kinerja"),
        "agreed": Turn("tetapkan", penilai),
        "approved": Turn("sahkan", "bupati"),
    }
    return [course[state]]
