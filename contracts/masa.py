"""Terms as they are told: who is the pejabat penilai, and which status holds, from which day to which."""

from __future__ import annotations

from datetime import date
from enum import Enum
from uuid import UUID

from msgspec import Struct

from contracts.vocabulary import StatusPegawai


class Sebagai(str, Enum):
    """In what capacity somebody is the pejabat penilai.

    Definitive: `definitif` (direct superior), `bupati` (no superior below the Bupati), `kosong` (the post is vacant).
    Acting, on top of these: `plt`, `plh` (KON P34(5), reading A28), `atasan` (next superior, KON P34(4)).
    """

    DEFINITIF = "definitif"
    BUPATI = "bupati"
    KOSONG = "kosong"
    PLT = "plt"
    PLH = "plh"
    ATASAN = "atasan"


class MasaPenilai(Struct, frozen=True, kw_only=True):
    """One term: first and last day (None: until further notice)."""

    mulai: date
    selesai: date | None
    penilai_id: UUID | None
    sebagai: Sebagai


class MasaStatus(Struct, frozen=True, kw_only=True):
    """A status from its first to its last day (None: until further notice).

    `lembaga`: of pejabat_negara, the lembaga nonstruktural that the person leads or belongs to (KON P14).
    """

    mulai: date
    selesai: date | None
    status: StatusPegawai
    lembaga: str = ""
