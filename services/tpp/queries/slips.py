"""Reads of a slip: explained, with the versions before it."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from contracts.refusal import Refusal, rule
from contracts.tpp import SlipDifference, SlipLine
from kernel.kalender import first_of, months_after, periode_of
from services.tpp.domain.selisih import differences
from services.tpp.store import policies, slips
from services.tpp.store.people import person
from services.tpp.store.slips import SlipVersion, Stored
from services.tpp.store.sources import Sumber, sources_of

NO_SLIP_YET = rule("tpp.slip.none_yet", 404, "Slip bulan ini belum ada.", source="implicit")
NO_SLIP = rule("tpp.slip.unknown", 404, "Slip tidak ditemukan.", source="implicit")
NO_PURPOSE = rule("tpp.slip.no_purpose", 422, "Sebutkan tujuan membaca slip orang lain.", "tujuan")

OTHERS = frozenset({"pengelola_tpp", "kepala_badan", "inspektorat"})


class SlipView(Struct, frozen=True):
    """A slip as its owner sees it: each rupiah with its rule, pasal and the facts it came from.

    `selisih`, `total_sebelum` and `alasan_sebelum`: against the version before; empty and None of a first one.
    `susulan`: the list of the month that carries this version, 0 the first, from 1 on a list of differences; `tahap`:
    how far that list is (draf, final, diekspor; empty before there was one). `dasar`: the decree of the amounts.
    `total_bulan_lalu` and `selisih_bulan_lalu`: the slip of the month before, None where there is none, and what
    differs. `sumber`: the facts that the lines cite, with their names.
    """

    slip_id: UUID
    asn_id: UUID
    nama: str
    jabatan: str
    kelas_jabatan: int
    opd: str
    periode: str
    status: str
    total: int
    lines: tuple[SlipLine, ...]
    alasan: str
    kebijakan: str
    dasar: str
    contoh: bool
    versi: int
    total_sebelum: int | None
    alasan_sebelum: str
    selisih: tuple[SlipDifference, ...]
    susulan: int = 0
    tahap: str = ""
    total_bulan_lalu: int | None = None
    selisih_bulan_lalu: tuple[SlipDifference, ...] = ()
    sumber: tuple[Sumber, ...] = ()


async def mine(work: Work, actor: Actor, periode: str) -> SlipView:
    """The actor's own slip of a month."""
    found = await slips.slip_of(work, asn_id=actor.id, periode=periode)
    if found is None:
        raise Refusal(NO_SLIP_YET)
    return await _view(work, found)


async def slip(work: Work, actor: Actor, slip_id: UUID, tujuan: str | None) -> SlipView:
    """One slip. Who reads another person's needs one of the roles `OTHERS`, and the trail keeps the purpose."""
    found = await slips.slip_of(work, slip_id=slip_id)
    if found is None or (found.asn_id != actor.id and not OTHERS & work.known_as((await person(work, actor)).peran)):
        raise Refusal(NO_SLIP)
    if found.asn_id != actor.id:
        if not tujuan:
            raise Refusal(NO_PURPOSE)
        await keep_reading(work, actor, "slip.read", [found.asn_id], tujuan, slip=str(slip_id))
    return await _view(work, found)


async def versions(work: Work, actor: Actor, slip_id: UUID, tujuan: str | None) -> list[SlipVersion]:
    """Every version of a slip as it was issued, the newest first, for readers who may see the slip."""
    await slip(work, actor, slip_id, tujuan)
    return await slips.versions_of(work, slip_id)


async def _view(work: Work, found: Stored) -> SlipView:
    month_before = periode_of(months_after(first_of(found.periode), -1))
    last = await slips.slip_of(work, asn_id=found.asn_id, periode=month_before)
    return SlipView(
        slip_id=found.slip_id, asn_id=found.asn_id, nama=found.nama, jabatan=found.jabatan,
        kelas_jabatan=found.kelas_jabatan, opd=found.opd, periode=found.periode, status=found.status,
        total=found.total, lines=found.lines, alasan=found.alasan, kebijakan=found.kebijakan,
        dasar=(await policies.named(work)).get(found.kebijakan, ""),
        contoh=slips.is_example(work, found.kebijakan), versi=found.versi, total_sebelum=found.total_sebelum,
        alasan_sebelum=found.alasan_sebelum, susulan=found.susulan, tahap=found.tahap,
        selisih=differences(found.lines_sebelum, found.lines) if found.total_sebelum is not None else (),
        total_bulan_lalu=last.total if last else None,
        selisih_bulan_lalu=differences(last.lines, found.lines) if last else (),
        sumber=await sources_of(work, found.asn_id, found.periode, found.lines),
    )  # fmt: skip
