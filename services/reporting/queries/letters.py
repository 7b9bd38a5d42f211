"""Reads of reports that go from post to post: by their authors, and by whom they have reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal
from services.reporting.commands.letters import held_by, way_of
from services.reporting.domain import laporan as rules
from services.reporting.store import letters
from services.reporting.store.asked import policy_of
from services.reporting.store.letters import Letter, Step

WATCHER = "inspektorat"


class LetterView(Struct, frozen=True):
    """A report: at which post (`di`), whether it was received there, and what the reader may do next.

    `terima`: the reader may receive it. `teruskan`: the post that the reader may send it on to; empty: none.
    """

    laporan_id: UUID
    jenis: str
    periode: str
    judul: str
    isi: str
    angka: Mapping[str, Any]
    pada: datetime
    di: str
    diterima: bool
    langkah: tuple[Step, ...]
    terima: bool
    teruskan: str


class Kind(Struct, frozen=True):
    """A kind of report that the reader may write, and the post that it goes to first."""

    jenis: str
    kepada: str


class Letters(Struct, frozen=True):
    """The reports about a year that the reader sees, and those that the reader may write."""

    laporan: list[LetterView]
    susun: list[Kind]


async def of_year(work: Work, actor: Actor, tahun: int) -> Letters:
    """Nobody sees a report before it has reached them."""
    held = await held_by(work, actor)
    ways = policy_of(work).letters.value
    views = [_view(work, letter, held) for letter in await letters.of_year(work, tahun)]
    may = [Kind(jenis, way.stops[0]) for jenis, way in ways.items() if set(way.authors) & held]
    return Letters([view for view in views if view is not None], may)


async def one(work: Work, actor: Actor, ident: UUID) -> LetterView:
    """A report; Refusal 404 also for those whom it has not reached."""
    view = _view(work, await letters.one(work, ident), await held_by(work, actor))
    if view is None:
        raise Refusal(rules.UNKNOWN)
    return view


def _view(work: Work, letter: Letter, held: frozenset[str]) -> LetterView | None:
    kept, jalan = letter.laporan, way_of(work, letter.laporan.jenis)
    if jalan is None or not (WATCHER in held or rules.reads(kept, jalan, held)):
        return None
    at = jalan.stops[kept.di]
    after = jalan.stops[kept.di + 1] if kept.di + 1 < len(jalan.stops) else ""
    try:
        rules.forwarded(kept, jalan, held, after)
    except Refusal:
        after = ""
    return LetterView(
        laporan_id=kept.laporan_id, jenis=kept.jenis, periode=letter.periode, judul=letter.judul, isi=letter.isi,
        angka=letter.angka, pada=letter.pada, di=at, diterima=kept.diterima, langkah=letter.langkah,
        terima=at in held and not kept.diterima, teruskan=after,
    )  # fmt: skip
