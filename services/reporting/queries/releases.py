"""Reads of releases: which there are, how each stands, who was asked what, and what was taken for which purpose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from kernel.kalender import end_of
from kernel.peran import heads_of
from services.reporting.commands.releases import Voices, voices_of
from services.reporting.domain import pelepasan as rules
from services.reporting.domain.pelepasan import Pelepasan, Sebagai
from services.reporting.store import releases
from services.reporting.store.asked import asked_of, policy_of
from services.reporting.store.people import person
from services.reporting.store.readers import Reader, readers_of
from services.reporting.store.releases import Kept, Said, Taken


class Giliran(Struct, frozen=True):
    """For whom the reader may speak, and what was said there so far; None: nothing."""

    sebagai: str
    opd: str
    sikap: str | None


class ReleaseView(Struct, frozen=True):
    """A release: asked for by whom and why, how it stands, for whose data it is open, what was said, taken and read."""

    pelepasan_id: UUID
    pihak: str
    tujuan: str
    dasar: str
    data: tuple[str, ...]
    dari: date
    sampai: date
    opd: tuple[str, ...]
    opd_terbuka: tuple[str, ...]
    keadaan: str
    berlaku_sampai: date
    dimohon_pada: datetime
    kata: tuple[Said, ...]
    diambil: tuple[Taken, ...]
    giliran: tuple[Giliran, ...]
    topik: tuple[str, ...] = ()
    pembaca: tuple[Reader, ...] = ()


async def of_year(work: Work, actor: Actor, tahun: int) -> list[ReleaseView]:
    """The log of use by outside parties, a year of it, the newest first; the head of a PD sees what is about it."""
    first, last = date(tahun, 1, 1), date(tahun, 12, 31)
    since, until = end_of(first - timedelta(days=1), work.zone), end_of(last, work.zone)
    found = await releases.asked_between(work, since, until, await _reach(work, actor))
    voices = await voices_of(work, actor)
    readers = await readers_of(work, [kept.release.pelepasan_id for kept in found])
    return [_view(work, kept, voices, readers) for kept in found]


async def one(work: Work, actor: Actor, ident: UUID) -> ReleaseView:
    """A release; Refusal 404 for the head of a PD that is not in it as well."""
    kept, mine = await releases.one(work, ident), await _reach(work, actor)
    if mine is not None and not set(mine) & set(kept.release.opd):
        raise Refusal(rules.UNKNOWN)
    return _view(work, kept, await voices_of(work, actor), await readers_of(work, [ident]))


async def _reach(work: Work, actor: Actor) -> list[str] | None:
    """The PD whose releases somebody sees; None: all."""
    who, policy = await person(work, actor), policy_of(work)
    whole = {policy.release_consent.value, policy.release_head.value, "pengelola_e_kinerja", "inspektorat"}
    held = set(who.peran) | {one["peran"] for one in who.peran_pd}
    return None if whole & held else heads_of(who)


def _view(work: Work, kept: Kept, voices: Voices, readers: Mapping[UUID, tuple[Reader, ...]]) -> ReleaseView:
    release, asked = kept.release, asked_of(work)
    return ReleaseView(
        pelepasan_id=release.pelepasan_id, pihak=release.pihak, tujuan=release.tujuan, dasar=release.dasar,
        data=release.data, dari=release.dari, sampai=release.sampai, opd=release.opd,
        opd_terbuka=rules.open_for(release, asked, work.today), keadaan=rules.state_of(release, asked, work.today),
        berlaku_sampai=release.berlaku_sampai, dimohon_pada=kept.dimohon_pada, kata=kept.kata, diambil=kept.diambil,
        giliran=_turns(release, voices), topik=release.topik, pembaca=readers.get(release.pelepasan_id, ()),
    )  # fmt: skip


def _turns(release: Pelepasan, voices: Voices) -> tuple[Giliran, ...]:
    turns: list[tuple[Sebagai, str]] = [("pengelola", "")] if voices.pengelola else []
    turns += [("kepala_badan", "")] if voices.badan else []
    turns += [("kepala_pd", opd) for opd in release.opd if opd in voices.pd]
    return tuple(Giliran(sebagai, opd, release.said(sebagai, opd)) for sebagai, opd in turns)
