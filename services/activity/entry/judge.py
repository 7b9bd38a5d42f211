"""Entries of a file, or of a draft, against the rules of entering: one by one, earlier lines before later ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace

from contracts.refusal import Refusal
from services.activity.domain.isian import Baris, Tolakan, tolakan
from services.activity.domain.standing import DUPLICATE, GOOD, Standing
from services.activity.entry.draft import Term, Terms
from services.activity.entry.statement import refusal_of

Good = tuple[Baris, Term]
# The member to blame where a single entry's refusal leaves it to the reader: he sees one entry, not a file.
_BLAMED = {"unknown_person": "nip", "not_on_duty": "tanggal", "closed": "tanggal", "overlap": "mulai"}


class AlreadyThere(Refusal):
    """The same entry stands already, in the file or in the system."""


def judge(
    standing: Standing, terms: Mapping[int, Terms], lines: Iterable[Baris], now: datetime, opd: str | None = None
) -> tuple[list[Good], list[Tolakan]]:
    """Which lines may be entered now, with their terms, and which not. Earlier lines stand before later ones.

    `opd`: the PD of the administrator who helps; people of another are not his to help.
    """
    good: list[Good] = []
    refused: list[Tolakan] = []
    for line in lines:
        try:
            good.append((line, check(standing, terms, line, now, opd)))
        except Refusal as refusal:
            told = tolakan(line.baris, refusal)
            refused.append(replace(told, ganda=True) if isinstance(refusal, AlreadyThere) else told)
    return good, refused


def check(standing: Standing, terms: Mapping[int, Terms], line: Baris, now: datetime, opd: str | None = None) -> Term:
    """The terms of one entry; Refusal names the rule that is against it."""
    owner = standing.pemilik.get(line.asn_id)
    if opd is not None and (owner is None or owner.opd != opd):
        raise Refusal("Pegawai ini bukan dari PD Anda.", "16 b, 1(23)", 403, "nip")
    term = terms[owner.hari_kerja if owner else 5].term(line.tanggal, line.kategori, line.mulai, line.selesai, now)
    verdict, other = standing.verdict(line)
    if verdict == GOOD:
        return term
    where = f" (baris {other})" if other else ""
    if verdict == DUPLICATE:
        raise AlreadyThere(f"Aktivitas ini sudah ada{where}.", "23(1)", 409, "mulai")
    told = refusal_of(verdict)
    message = f"{told.message.rstrip('.')}{where}."
    raise Refusal(message, told.pasal, told.status, told.field or _BLAMED.get(verdict))
