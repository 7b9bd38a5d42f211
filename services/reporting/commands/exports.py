"""Exports as jobs: asked for, made PD by PD, each in its own transaction, fetched in pieces, deleted after days."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis import csvs, workbook
from chassis.auth import Actor
from chassis.db import Work
from chassis.deadlines import Due, arm
from chassis.ids import new_id
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal
from contracts.reporting import DataLepas
from contracts.vocabulary import Periode
from services.reporting.domain import ekspor as rules
from services.reporting.queries.dashboards import days_of
from services.reporting.store import exports, recaps, releases
from services.reporting.store.asked import policy_of
from services.reporting.store.exports import Ekspor

MAKES, GOES = "export", "export_gone"
PIECE = 1 << 20  # bytes of a piece of a workbook
Tujuan = Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=200)]
_rows = msgspec.json.Decoder(list[list[Any]]).decode


class RequestExport(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A month of the whole Pemda as a file. `tujuan`: what for; everybody who is in it finds it in the own trail."""

    jenis: DataLepas
    periode: Periode
    bentuk: Literal["csv", "xlsx"]
    tujuan: Tujuan


class ExportAsked(Struct, frozen=True):
    """The number of the export that is being made now."""

    ekspor_id: UUID


class Piece(Struct, frozen=True):
    """Bytes of a file, from the first to the last; `whole`: nothing is left out. `first` below zero: none (416)."""

    content: bytes
    first: int
    last: int
    whole: bool
    export: Ekspor


async def request(work: Work, actor: Actor, command: RequestExport) -> ExportAsked:
    """It is made at once, beside the requests that people wait for."""
    if await exports.busy(work, actor) >= rules.MOST_AT_ONCE:
        raise Refusal(rules.TOO_MANY, paling=rules.MOST_AT_ONCE)
    units, ident = sorted(await recaps.known_units(work)), new_id()
    await exports.add(work, actor, ident, msgspec.to_builtins(command) | {"opd": units})
    await work.audit("export.requested", str(ident), {"jenis": command.jenis, "periode": command.periode})
    await arm(work, MAKES, str(ident), work.now)
    return ExportAsked(ident)


async def make(work: Work, due: Due) -> None:
    """The next PD, or the end; a process that is killed in between loses nothing and repeats nothing."""
    export = await exports.one(work, UUID(due.subject), lock=True)
    if export.keadaan != "dibuat":
        return
    if export.dibuat < len(export.opd):
        await _one_pd(work, export, export.opd[export.dibuat])
        await arm(work, MAKES, due.subject, work.now)
    else:
        await _finish(work, export)


async def _one_pd(work: Work, export: Ekspor, opd: str) -> None:
    """Its rows as a piece: of a CSV as they will stand in the file, of a workbook as JSON until the end."""
    rows = await releases.rows_of(work, export.jenis, opd, export.periode, *days_of(export.periode))
    cells = [(opd, *row[1:]) for row in rows]
    if export.bentuk == "csv":
        titles = ("Perangkat daerah", *releases.ROWS[export.jenis][0]) if export.dibuat == 0 else ()
        piece = await asyncio.to_thread(csvs.part, titles, cells)
    else:
        piece = msgspec.json.encode(cells)
    await exports.put(work, export.ekspor_id, export.dibuat, export.ukuran, piece)
    await exports.step(work, export.ekspor_id, len(rows), len(piece))


async def _finish(work: Work, export: Ekspor) -> None:
    parts = [part for _, part in await exports.pieces(work, export.ekspor_id)]
    size = export.ukuran
    if export.bentuk == "xlsx":
        titles = ("Perangkat daerah", *releases.ROWS[export.jenis][0])
        rows = (row for part in parts for row in _rows(part))
        content = await asyncio.to_thread(workbook.typed, export.jenis.upper(), titles, rows)
        await exports.clear(work, export.ekspor_id)
        parts, size = [content[at : at + PIECE] for at in range(0, len(content), PIECE)], len(content)
        for n, part in enumerate(parts):
            await exports.put(work, export.ekspor_id, n, n * PIECE, part)
    digest = sha256()
    for part in parts:
        digest.update(part)
    until = work.now + timedelta(days=policy_of(work).export_days.value)
    await exports.ready(work, export.ekspor_id, size, digest.hexdigest(), until)
    await arm(work, GOES, str(export.ekspor_id), until)


async def go(work: Work, due: Due) -> None:
    """The file was kept long enough."""
    await work.audit("export.deleted", due.subject, {})
    await exports.gone(work, UUID(due.subject))


async def fetch(work: Work, actor: Actor, ident: UUID, asked: str) -> Piece:
    """The file, or the part of it that a `Range` header asks for; of the own exports alone.

    The first byte of a file that is fetched is a reading about everybody in it, kept with its purpose (KUAN P26(1)).
    """
    export = await exports.one(work, ident)
    if export.oleh != actor.id:
        raise Refusal(rules.UNKNOWN)
    if export.keadaan == "dihapus":
        raise Refusal(rules.GONE, policy_of(work).export_days.pasal)
    if export.keadaan != "siap":
        raise Refusal(rules.NOT_READY, persen=export.persen)
    span = rules.piece(asked, export.ukuran)
    if span is None:
        return Piece(b"", -1, -1, whole=False, export=export)
    first, last = span
    found = await exports.pieces(work, ident, first, last)
    content = b"".join(part for _, part in found)[first - found[0][0] :][: last - first + 1]
    if first == 0:
        detail = {"ekspor": str(ident), "jenis": export.jenis, "periode": export.periode}
        await keep_group_readings(work, "export.taken", export.opd, export.tujuan, **detail)
    return Piece(content, first, last, whole=len(content) == export.ukuran, export=export)
