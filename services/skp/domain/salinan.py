"""Copies of supporting documents that must be with the pejabat penilai on a day (KUAN P23(3), reading A8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from uuid import UUID

from contracts.identity import Penempatan
from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY, Kalender
from services.skp.policy import Copies

NOT_DELIVERER = rule("skp.copy.not_yours", 403, "Salinan disampaikan oleh pegawai yang bersangkutan.")
DELIVERED = rule("skp.copy.delivered", 409, "Salinan ini sudah disampaikan.")
NO_OWN_DOCUMENT = rule("skp.copy.no_document", 422, "Sebutkan dokumen sendiri yang sudah diunggah.", "dokumen")

AWAL_TAHUN, PINDAH = "awal_tahun", "pindah"


def year_due(tahun: int, copies: Copies, kalender: Kalender) -> date:
    """The n-th working day of a year; by its end the copies are there."""
    return kalender.after(date(tahun, 1, 1) - ONE_DAY, copies.awal_tahun or 1)


def year_to_open(today: date, copies: Copies, kalender: Kalender) -> tuple[int, date]:
    """The next year whose copies are not due yet, and the day from which they may be handed over."""
    tahun = today.year if today <= year_due(today.year, copies, kalender) else today.year + 1
    month, day = map(int, copies.dibuka.split("-"))
    return tahun, date(tahun - 1, month, day)


def moves(posts: Iterable[Penempatan]) -> list[date]:
    """The days on which somebody takes up a new place of duty: another PD or another unit, not another title."""
    ordered = sorted(posts, key=lambda p: p.mulai)
    return [now.mulai for before, now in pairwise(ordered) if (now.opd, now.unit) != (before.opd, before.unit)]


def move_due(mulai: date, copies: Copies, kalender: Kalender) -> date:
    """The effective date of the move, or as many working days after it as the Pemda gives."""
    return kalender.after(mulai, copies.pindah or 0)


def check_delivery(owner: object, actor: object, delivered: bool, wanted: int, found: Mapping[UUID, str]) -> None:
    """Handed over once, by the owner, with documents of their own."""
    if owner != actor:
        raise Refusal(NOT_DELIVERER)
    if delivered:
        raise Refusal(DELIVERED)
    if not wanted or len(found) < wanted:
        raise Refusal(NO_OWN_DOCUMENT)
