"""The Tim Penilai Kinerja: how many, from where, with what competence, for how long (KON P36, reading B44). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from contracts.kalender import ONE_DAY
from contracts.refusal import lacking, wrong_state
from services.identity.policy import Team


class Member(Struct, frozen=True, kw_only=True):
    """Somebody in a team: in which role, from which PD, with which competence."""

    nip: str
    peran: str
    opd: str
    kompetensi: str


def check_known(team: Team) -> None:
    """Refusal 409 for a Pemda whose law knows no team."""
    if not team.komposisi:
        raise wrong_state("Peraturan Pemda ini tidak mengenal Tim Penilai Kinerja.", "kebijakan")


def check_composition(members: Sequence[Member], team: Team) -> None:
    """Exactly the composition of the law, each person once, each with a competence, each origin there."""
    counts = Counter(m.peran for m in members)
    if counts != Counter(team.komposisi):
        wanted = ", ".join(f"{n} {peran}" for peran, n in team.komposisi.items())
        raise lacking(f"Tim terdiri dari {sum(team.komposisi.values())} orang: {wanted}.", "KON 36(2)", "anggota")
    if len({m.nip for m in members}) < len(members):
        raise lacking("Seorang pegawai hanya satu kali dalam tim.", "KON 36(2)", "anggota")
    for n, member in enumerate(members):
        if not member.kompetensi.strip():
            raise lacking("Kompetensi anggota belum dicatat.", "KON 36(1)", f"anggota[{n}].kompetensi")
    if missing := [opd for opd in team.asal if opd not in {m.opd for m in members}]:
        raise lacking(f"Belum ada anggota dari: {', '.join(missing)}.", "KON 36(1)", "anggota")


def term_end(mulai: date, years: int) -> date:
    """The last day of a term that includes its first; one that begins on 29 February ends on 28 February (B44)."""
    try:
        again = mulai.replace(year=mulai.year + years)
    except ValueError:
        again = date(mulai.year + years, 3, 1)
    return again - ONE_DAY


def check_start(tanggal: date, mulai: date, former_end: date | None) -> None:
    """Not before its Keputusan, and not beside a team that still holds; it may follow it at once (KON P36(3))."""
    if mulai < tanggal:
        raise lacking("Masa keanggotaan mendahului tanggal Keputusan Bupati.", "KON 36(5)", "mulai")
    if former_end is not None and mulai <= former_end:
        raise wrong_state(f"Masih ada tim yang berlaku sampai {former_end.isoformat()}.", "KON 36(3)")


def check_replacement(mulai: date, since: date, until: date) -> None:
    """A member leaves within his term, after his first day."""
    if not since < mulai <= until:
        raise wrong_state("Penggantian berlaku di dalam masa keanggotaan yang digantikan.", "KON 36(3)")
