"""The Tim Penilai Kinerja: how many, from where, with what competence, for how long (KON P36, reading B44). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from contracts.refusal import Refusal, rule
from kernel.kalender import ONE_DAY
from services.identity.policy import Team

NO_TEAMS = rule(
    "identity.team.not_known", 409, "Peraturan Pemda ini tidak mengenal Tim Penilai Kinerja.", source="kebijakan"
)
COMPOSITION = rule("identity.team.composition", 422, "Tim terdiri dari {people} orang: {wanted}.", "anggota")
MEMBER_TWICE = rule("identity.team.twice", 422, "Seorang pegawai hanya satu kali dalam tim.", "anggota")
ELEMENTS_MISSING = rule("identity.team.elements_missing", 422, "Belum ada anggota dari: {missing}.", "anggota")
BEFORE_DECREE = rule(
    "identity.team.before_decree", 422, "Masa keanggotaan mendahului tanggal Keputusan Bupati.", "mulai"
)
DECREE_TO_COME = rule("identity.team.decree_to_come", 422, "Tanggal Keputusan Bupati belum tiba.", "tanggal")
STILL_IN_FORCE = rule("identity.team.still_in_force", 409, "Masih ada tim yang berlaku sampai {until}.")
OUTSIDE_TERM = rule("identity.team.outside_term", 409, "Penggantian berlaku di dalam masa keanggotaan yang digantikan.")
NO_COMPETENCE = rule("identity.team.no_competence", 422, "Kompetensi anggota belum dicatat.")


class Member(Struct, frozen=True, kw_only=True):
    """Somebody in a team: in which role, from which PD, with which competence."""

    nip: str
    peran: str
    opd: str
    kompetensi: str


def check_known(team: Team) -> None:
    """Refusal 409 for a Pemda whose law knows no team."""
    if not team.komposisi:
        raise Refusal(NO_TEAMS)


def check_composition(members: Sequence[Member], team: Team) -> None:
    """Exactly the composition of the law, each person once, each with a competence, each origin there."""
    counts = Counter(m.peran for m in members)
    if counts != Counter(team.komposisi):
        wanted = ", ".join(f"{n} {peran}" for peran, n in team.komposisi.items())
        raise Refusal(COMPOSITION, people=sum(team.komposisi.values()), wanted=wanted)
    if len({m.nip for m in members}) < len(members):
        raise Refusal(MEMBER_TWICE)
    for n, member in enumerate(members):
        if not member.kompetensi.strip():
            raise Refusal(NO_COMPETENCE, field=f"anggota[{n}].kompetensi")
    if missing := [opd for opd in team.asal if opd not in {m.opd for m in members}]:
        raise Refusal(ELEMENTS_MISSING, missing=", ".join(missing))


def term_end(mulai: date, years: int) -> date:
    """The last day of a term that includes its first; one that begins on 29 February ends on 28 February (B44)."""
    try:
        again = mulai.replace(year=mulai.year + years)
    except ValueError:
        again = date(mulai.year + years, 3, 1)
    return again - ONE_DAY


def check_decree(tanggal: date, mulai: date, today: date) -> None:
    """A Keputusan Bupati names a member: it has been given, and nobody is one before it (KON P36(5))."""
    if tanggal > today:
        raise Refusal(DECREE_TO_COME)
    if mulai < tanggal:
        raise Refusal(BEFORE_DECREE)


def check_start(mulai: date, former_end: date | None) -> None:
    """Not beside a team that still holds; it may follow it at once (KON P36(3))."""
    if former_end is not None and mulai <= former_end:
        raise Refusal(STILL_IN_FORCE, until=former_end.isoformat())


def check_replacement(mulai: date, since: date, until: date) -> None:
    """A member leaves within the term, after its first day."""
    if not since < mulai <= until:
        raise Refusal(OUTSIDE_TERM)
