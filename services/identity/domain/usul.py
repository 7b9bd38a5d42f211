"""What needs a second person: grants of the highest roles, and first passwords for those who hold an office. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from contracts.refusal import Refusal, forbidden, lacking, wrong_state
from services.identity.policy import DecreeForm

PERAN, RESET = "peran", "reset"
# open → confirmed by another (a grant is then given, a reset allowed for a day and used once) or discarded
ALLOWED: Mapping[str, frozenset[str]] = {
    "open": frozenset({"confirm", "discard"}),
    "confirmed": frozenset({"use", "discard"}),
    "used": frozenset(),
    "discarded": frozenset(),
}
_WORDS = {
    "confirmed": "Usul ini sudah disetujui.",
    "used": "Usul ini sudah dijalankan.",
    "discarded": "Usul ini sudah dibatalkan.",
}


def check_decree(nomor: str, tanggal: date | None, form: DecreeForm, today: date) -> None:
    """The decree of a grant that needs a second person has a number of the Pemda's form and a date that has come."""
    if re.fullmatch(form.pola, nomor.strip()) is None:
        raise lacking(f"Nomor keputusan ditulis lengkap, misalnya {form.contoh}.", "KUAN 1(21)", "dasar")
    if tanggal is None:
        raise lacking("Sebutkan tanggal keputusan.", "KUAN 1(21)", "tanggal_dasar")
    if tanggal > today:
        raise lacking("Tanggal keputusan belum tiba.", "KUAN 1(21)", "tanggal_dasar")


def check_step(state: str, act: str) -> None:
    """Refusal 409 for what has been decided."""
    if act not in ALLOWED[state]:
        raise wrong_state(_WORDS.get(state, "Usul ini belum disetujui."), "kebijakan")


def check_confirmer(
    jenis: str, actor: object, proposer: object, subject: object, held: Collection[str], by: str
) -> None:
    """Neither who proposed it nor whom it is about confirms; of a role only who holds the role `by`."""
    if actor == proposer:
        raise forbidden("Harus disetujui orang lain daripada yang mengusulkan.", "kebijakan")
    if actor == subject:
        raise forbidden("Tidak seorang pun menyetujui usul tentang dirinya sendiri.", "kebijakan")
    if jenis == PERAN and by not in held:
        raise forbidden(f"Pemberian peran ini disetujui oleh {by}.", "kebijakan")


def check_discarder(actor: object, proposer: object, subject: object, oversees: bool) -> None:
    """Who proposed it, whom it is about, and who could confirm it call it off."""
    if actor not in (proposer, subject) and not oversees:
        raise forbidden("Usul ini bukan usul Anda dan bukan tentang Anda.", "kebijakan")


def needs_two(held: Collection[str], guarded: Collection[str], *, in_use: bool) -> bool:
    """Whether one person alone does not give the account another first password: it is of an office, and in use."""
    return in_use and bool(set(held) & set(guarded))


def not_alone() -> Refusal:
    """What somebody is told who does alone what takes two."""
    return forbidden("Akun pemegang jabatan diatur ulang oleh dua orang; usulkan dan tunggu disetujui.", "KUAN 1(21)")
