"""What people do with reports that go from post to post: send one with its figures, pass it on, receive it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct, to_builtins

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.refusal import Refusal
from contracts.vocabulary import Periode
from kernel.kalender import end_of
from services.reporting.domain import laporan as rules
from services.reporting.domain.laporan import Laporan
from services.reporting.policy import Jalan
from services.reporting.queries.dashboards import days_of, months_to
from services.reporting.store import figures, letters, recaps
from services.reporting.store.asked import policy_of
from services.reporting.store.people import roles

Kata = Annotated[str, Meta(pattern=r"\S", max_length=200)]
Naskah = Annotated[str, Meta(pattern=r"\S", max_length=20_000)]
Peran = Annotated[str, Meta(max_length=40, description="the role of the post that it goes to next")]
Jenis = Annotated[str, Meta(max_length=40, description="a kind of report that the law of the Pemda knows")]


class SendLetter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report about a month, or up to it; the figures of that kind are added to it."""

    jenis: Jenis
    periode: Periode
    judul: Kata
    isi: Naskah
    kepada: Peran


class ForwardLetter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report goes on to the next post."""

    kepada: Peran


class LetterState(Struct, frozen=True):
    """Where a report is now."""

    laporan_id: UUID
    pada: str
    diterima: bool


def way_of(work: Work, jenis: str) -> Jalan | None:
    """The way of a kind of report by the law of today."""
    return policy_of(work).letters.value.get(jenis)


async def held_by(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is: by the staffing data, and by the account (the Bupati)."""
    return await roles(work, actor) | frozenset(actor.peran)


async def send(work: Work, actor: Actor, command: SendLetter) -> LetterState:
    """A new report, at the first post of its way."""
    jalan = way_of(work, command.jenis)
    rules.check_sending(jalan, await held_by(work, actor), command.kepada)
    ident = new_id()
    angka = await _figures(work, command.jenis, command.periode)
    await letters.add(work, actor, ident, command.jenis, command.periode, command.judul, command.isi, angka)
    laporan = Laporan(ident, command.jenis, 0, diterima=False)
    await letters.move(work, actor, laporan, "dikirim", command.kepada)
    await work.audit("letter.sent", str(ident), {"jenis": command.jenis, "kepada": command.kepada})
    return LetterState(ident, command.kepada, diterima=False)


async def forward(work: Work, actor: Actor, ident: UUID, command: ForwardLetter) -> LetterState:
    """To the next post of the way, and to no other."""
    kept, jalan = await _locked(work, ident)
    after = rules.forwarded(kept, jalan, await held_by(work, actor), command.kepada)
    await letters.move(work, actor, after, "diteruskan", command.kepada)
    await work.audit("letter.forwarded", str(ident), {"kepada": command.kepada})
    return LetterState(ident, command.kepada, after.diterima)


async def receive(work: Work, actor: Actor, ident: UUID) -> LetterState:
    """Where it is now it has been received; said again, the first time holds."""
    kept, jalan = await _locked(work, ident)
    after = rules.received(kept, jalan, await held_by(work, actor))
    at = jalan.stops[kept.di]
    if not kept.diterima:
        await letters.move(work, actor, after, "diterima", at)
        await work.audit("letter.received", str(ident), {"pada": at})
    return LetterState(ident, at, diterima=True)


async def _locked(work: Work, ident: UUID) -> tuple[Laporan, Jalan]:
    kept = (await letters.one(work, ident, lock=True)).laporan
    jalan = way_of(work, kept.jenis)
    if jalan is None:
        raise Refusal(rules.NO_KIND)
    return kept, jalan


async def _figures(work: Work, jenis: str, periode: str) -> Mapping[str, Any]:
    """What a report of a kind says in figures, frozen as it is sent: nobody's name, nobody's number."""
    if jenis == "pemanfaatan_data":
        first, last = days_of(periode)
        since, until = end_of(first - timedelta(days=1), work.zone), end_of(last, work.zone)
        return {"pemanfaatan": to_builtins(await letters.use_of_data(work, since, until))}
    months = await figures.trend(work, months_to(periode))
    entries = [m.penilai + m.sistem + m.dikembalikan + m.belum for m in months]
    rows = await recaps.recap(work, periode)
    people = sum(r.asn for r in rows)
    if jenis == "monev":
        this = months[-1]
        return {"pegawai": people, "opd": len(rows), **{k: getattr(this, k) for k in this.__struct_fields__[1:]}}
    lived = [n for n in entries if n]
    mean = sum(lived) // len(lived) if lived else 0
    return {
        "pegawai": people, "catatan_setahun": sum(entries), "catatan_sebulan": mean, "perkiraan_setahun": 12 * mean
    }  # fmt: skip
