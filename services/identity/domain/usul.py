"""What needs a second person: grants of the highest roles, and first passwords for holders of an office. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from contracts.refusal import Refusal, rule
from services.identity.policy import DecreeForm

ALREADY_PROPOSED = rule("identity.proposal.already", 409, "Usul yang sama sudah menunggu.", source="kebijakan")
OWN_RESET = rule("identity.proposal.own_password", 422, "Kata kunci sendiri diganti, bukan diatur ulang.", "login")
NOT_ALONE = rule(
    "identity.account.not_alone", 403,
    "Akun pemegang jabatan diatur ulang oleh dua orang; usulkan dan tunggu disetujui.",
)  # fmt: skip
DECREE_NUMBER = rule("identity.decree.number", 422, "Nomor keputusan ditulis lengkap, misalnya {example}.", "dasar")
NO_DECREE_DAY = rule("identity.decree.no_day", 422, "Sebutkan tanggal keputusan.", "tanggal_dasar")
DECREE_TO_COME = rule("identity.decree.to_come", 422, "Tanggal keputusan belum tiba.", "tanggal_dasar")
SAME_PROPOSER = rule(
    "identity.proposal.same_person", 403, "Harus disetujui orang lain daripada yang mengusulkan.", source="kebijakan"
)
ABOUT_ONESELF = rule(
    "identity.proposal.about_oneself", 403,
    "Tidak seorang pun menyetujui usul tentang dirinya sendiri.",
    source="kebijakan",
)  # fmt: skip
NOT_CONFIRMER = rule(
    "identity.proposal.not_confirmer", 403, "Pemberian peran ini disetujui oleh {role}.", source="kebijakan"
)
NOT_YOURS = rule(
    "identity.proposal.not_yours", 403, "Usul ini bukan usul Anda dan bukan tentang Anda.", source="kebijakan"
)

PERAN, RESET = "peran", "reset"
# open → confirmed by another (a grant is then given, a reset allowed for a day and used once) or discarded
ALLOWED: Mapping[str, frozenset[str]] = {
    "open": frozenset({"confirm", "discard"}),
    "confirmed": frozenset({"use", "discard"}),
    "used": frozenset(),
    "discarded": frozenset(),
}
_WORDS = {
    "confirmed": rule("identity.proposal.confirmed", 409, "Usul ini sudah disetujui.", source="kebijakan"),
    "used": rule("identity.proposal.used", 409, "Usul ini sudah dijalankan.", source="kebijakan"),
    "discarded": rule("identity.proposal.discarded", 409, "Usul ini sudah dibatalkan.", source="kebijakan"),
}
NOT_CONFIRMED = rule("identity.proposal.not_confirmed", 409, "Usul ini belum disetujui.", source="kebijakan")


def check_decree(nomor: str, tanggal: date | None, form: DecreeForm, today: date) -> None:
    """The decree of a grant that needs a second person has a number of the Pemda's form and a date that has come."""
    if re.fullmatch(form.pola, nomor.strip()) is None:
        raise Refusal(DECREE_NUMBER, example=form.contoh)
    if tanggal is None:
        raise Refusal(NO_DECREE_DAY)
    if tanggal > today:
        raise Refusal(DECREE_TO_COME)


def check_step(state: str, act: str) -> None:
    """Refusal 409 for what has been decided."""
    if act not in ALLOWED[state]:
        raise Refusal(_WORDS.get(state, NOT_CONFIRMED))


def check_confirmer(
    jenis: str, actor: object, proposer: object, subject: object, held: Collection[str], by: str
) -> None:
    """Neither who proposed it nor whom it is about confirms; of a role only who holds the role `by`."""
    if actor == proposer:
        raise Refusal(SAME_PROPOSER)
    if actor == subject:
        raise Refusal(ABOUT_ONESELF)
    if jenis == PERAN and by not in held:
        raise Refusal(NOT_CONFIRMER, role=by)


def check_discarder(actor: object, proposer: object, subject: object, oversees: bool) -> None:
    """Who proposed it, whom it is about, and who could confirm it call it off."""
    if actor not in (proposer, subject) and not oversees:
        raise Refusal(NOT_YOURS)


def needs_two(held: Collection[str], guarded: Collection[str], *, in_use: bool) -> bool:
    """Whether one person alone does not give the account another first password: it is of an office, and in use."""
    return in_use and bool(set(held) & set(guarded))


def not_alone() -> Refusal:
    """What somebody is told who does alone what takes two."""
    return Refusal(NOT_ALONE)
