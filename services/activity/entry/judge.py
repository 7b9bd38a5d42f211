"""Entries of a file, or of a draft, against the rules of entering: one by one, earlier lines before later ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from contracts.refusal import Refusal, rule
from services.activity.domain.isian import ALREADY_THERE, Baris, Ditolak
from services.activity.domain.standing import Standing
from services.activity.domain.verdicts import DUPLICATE, ENTERED, refusal_of, where_of
from services.activity.entry.draft import Term, Terms

OTHER_PD = rule("activity.help.other_pd", 403, "Pegawai ini bukan dari PD Anda.", "nip")

Good = tuple[Baris, Term]


def judge(
    standing: Standing, terms: Mapping[int, Terms], lines: Iterable[Baris], now: datetime, opd: str | None = None
) -> tuple[list[Good], list[Ditolak]]:
    """Which lines may be entered now, with their terms, and which not. Earlier lines stand before later ones.

    `opd`: the PD of the administrator who helps; they may not help people of another.
    """
    good: list[Good] = []
    refused: list[Ditolak] = []
    for line in lines:
        try:
            good.append((line, check(standing, terms, line, now, opd)))
        except Refusal as refusal:
            refused.append(Ditolak(line.baris, refusal))
    return good, refused


def check(standing: Standing, terms: Mapping[int, Terms], line: Baris, now: datetime, opd: str | None = None) -> Term:
    """The terms of one entry; Refusal names the rule that is against it."""
    owner = standing.pemilik.get(line.asn_id)
    if opd is not None and (owner is None or owner.opd != opd):
        raise Refusal(OTHER_PD)
    term = terms[owner.hari_kerja if owner else 5].term(line.tanggal, line.kategori, line.mulai, line.selesai, now)
    verdict, other = standing.verdict(line)
    if verdict == ENTERED:
        return term
    if verdict == DUPLICATE and other:
        refusal = Refusal(ALREADY_THERE, where=where_of(other), about=other.activity_id)
    else:
        refusal = refusal_of(verdict, other)
    raise refusal if refusal.field else refusal.at("nip")
