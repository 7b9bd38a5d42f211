"""Staffing data: read a SIASN-shaped workbook, show what it would change, apply it when another confirms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from chassis.records import Record
from contracts.refusal import Refusal, rule
from contracts.vocabulary import StatusPegawai
from services.identity import store
from services.identity.commands.files import file_of
from services.identity.domain.difference import Difference, compare
from services.identity.domain.organisation import check_places, check_units
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.renumbering import current
from services.identity.domain.row import (
    OpdRow,
    RefusedRow,
    Row,
    bearer_of,
    completed,
    completed_unit,
    doubts_of,
    read_row,
    read_unit,
)
from services.identity.domain.superiors import check_superiors
from services.identity.domain.unit import Unit
from services.identity.store import impor
from services.identity.store.known import Kept, kept_statuses, known_people
from services.identity.store.numbers import former_numbers
from services.identity.store.units import all_units, units_named

TWICE = rule("identity.row.twice", 422, "NIP sudah ada pada baris sebelumnya.", "NIP")


class Preview(Struct, frozen=True):
    """What an import would do, row by row; refused rows name the cell and the reason, and lose no good row.

    `peringatan`: rows that are taken though what they say is odd, or not wholly followed. `sebagian`: the file is of
    some people alone, so that nobody is missing in it.
    """

    impor_id: UUID
    added: int
    changed: int
    unchanged: int
    removed: int
    opd: int
    refused: tuple[RefusedRow, ...]
    differences: tuple[Difference, ...]
    peringatan: tuple[RefusedRow, ...] = ()
    sebagian: bool = False


class Content(Struct):
    """What a prepared import holds, as its file said it, and how the units were that it names."""

    rows: list[Row]
    opd: list[OpdRow]
    units: dict[str, tuple[str, str, str, int]] = {}


# The good rows of a file by their number, the refused ones, and the organisation.
Judged = tuple[dict[int, Row], list[RefusedRow], dict[int, OpdRow]]


async def prepare(work: Work, actor: Actor, read: Judged, sebagian: bool = False) -> Preview:
    """Compare what was read; nothing changes before the confirmation (KUAN P1(13), P11(5); KON P50)."""
    rows, refused, units = read
    impor_id = new_id()
    await impor.keep_received(work, impor_id, actor.id, sebagian=sebagian)
    return await finish(work, impor_id, rows, refused, units, sebagian)


async def finish(
    work: Work,
    impor_id: UUID,
    rows: dict[int, Row],
    refused: list[RefusedRow],
    units: dict[int, OpdRow],
    sebagian: bool,
) -> Preview:
    """Compare what was read with what is known; from now on it can be confirmed."""
    count = len(rows) + sum(not r.kolom.startswith("OPD.") for r in refused)
    known = await known_people(work, rows.values())
    rows, old = current(rows, await former_numbers(work))
    full, new = complete(rows, known, await kept_statuses(work))
    placed, wrong = await _placed(work, full, units)
    orphans = check_superiors(full, known)
    for orphan in orphans:
        del full[orphan.baris]
    differences = compare(full, known, sebagian)
    lost = [*refused, *old, *new.refused, *wrong, *orphans]
    warned = tuple(w for w in new.warned if w.baris in full)
    preview = _preview(impor_id, len(full), differences, len(placed), lost, warned, sebagian)
    content = Content([rows[n] for n in full], placed, await units_now(work, placed))
    await impor.keep_prepared(work, impor_id, json_of(preview), json_of(content), count)
    await work.audit("import.prepared", str(impor_id))
    return preview


class Completed(Struct):
    """What came up while rows were completed."""

    refused: list[RefusedRow]
    warned: list[RefusedRow]


def complete(
    rows: Mapping[int, Row], known: Mapping[str, Pegawai], kept: Mapping[UUID, Kept]
) -> tuple[dict[int, Row], Completed]:
    """Rows as they are to hold: columns left out say what is known, and a status by decree lasts until its end."""
    full: dict[int, Row] = {}
    new = Completed([], [])
    bearers = {bearer_of(nip, one.nama): nip for nip, one in known.items()}
    for number, row in rows.items():
        stored = known.get(row.nip)
        try:
            one = completed(row, stored)
        except Refusal as refusal:
            new.refused.append(RefusedRow(number, refusal.field or "NIP", refusal.message))
            continue
        decree = kept.get(stored.asn_id) if stored is not None else None
        if decree is not None and one.status is StatusPegawai.AKTIF:
            one = replace(one, status=StatusPegawai(decree.status))
            if "STATUS" not in row.tanpa:
                said = f"Status {decree.status} sampai {decree.selesai.isoformat()} ({decree.sk}) tetap berlaku."
                new.warned.append(RefusedRow(number, "STATUS", said))
        if stored is None and (doubt := doubts_of(one, bearers.get(bearer_of(one.nip, one.nama), ""))):
            new.warned.append(RefusedRow(number, "NIP", doubt))
        full[number] = one
    return full, new


async def units_now(work: Work, units: Iterable[OpdRow]) -> dict[str, tuple[str, str, str, int]]:
    """How the units that a file names stand now: name, superior unit, kind, days a week."""
    found = await units_named(work, [unit.kode for unit in units])
    return {kode: (unit.nama, unit.induk, unit.jenis, unit.hari_kerja) for kode, unit in found.items()}


async def _placed(work: Work, rows: dict[int, Row], units: dict[int, OpdRow]) -> tuple[list[OpdRow], list[RefusedRow]]:
    """The good units of a file, and the rows of units and people that lie nowhere; those of people leave `rows`."""
    known = await all_units(work)
    stored = {kode: unit.induk for kode, unit in known.items()}
    units, fresh = _complete_units(known, units)
    wrong = check_units(units, stored, await store.placed(work, [row.nip for row in rows.values()]))
    nowhere = {refused.baris for refused in wrong}
    good = [unit for number, unit in units.items() if number not in nowhere]
    lost = check_places(rows, stored | {unit.kode: unit.induk for unit in good})
    for row in lost:
        del rows[row.baris]
    return good, [*fresh, *wrong, *lost]


def _complete_units(
    stored: Mapping[str, Unit], units: Mapping[int, OpdRow]
) -> tuple[dict[int, OpdRow], list[RefusedRow]]:
    full, refused = {}, []
    for number, unit in units.items():
        try:
            full[number] = completed_unit(unit, stored.get(unit.kode))
        except Refusal as refusal:
            refused.append(RefusedRow(number, f"OPD.{refusal.field}", refusal.message))
    return full, refused


def judged(content: bytes) -> Judged:
    """A file, read and judged row by row."""
    file = file_of(content)
    good: dict[int, Row] = {}
    refused: list[RefusedRow] = []
    judge(file.people, good, refused)
    return good, refused, judge_units(file.units, refused)


def judge_units(cells: Sequence[Record], refused: list[RefusedRow]) -> dict[int, OpdRow]:
    """The good rows of the organisation by their number; the others go to the refused ones."""
    units = {}
    for number, record in cells:
        try:
            units[number] = read_unit(record)
        except Refusal as refusal:
            refused.append(RefusedRow(number, f"OPD.{refusal.field}", refusal.message))
    return units


def judge(cells: Sequence[Record], good: dict[int, Row], refused: list[RefusedRow]) -> None:
    """Judge some more rows, in the light of those that were good so far."""
    seen = {row.nip for row in good.values()}
    for number, record in cells:
        try:
            row = read_row(record)
            if row.nip in seen:
                raise Refusal(TWICE)
        except Refusal as refusal:
            refused.append(RefusedRow(number, (refusal.field or "NIP").upper(), refusal.message))
            continue
        seen.add(row.nip)
        good[number] = row


def _preview(
    impor_id: UUID,
    good: int,
    differences: list[Difference],
    units: int,
    refused: list[RefusedRow],
    warned: tuple[RefusedRow, ...],
    sebagian: bool,
) -> Preview:
    added, changed, removed = (sum(d.jenis == kind for d in differences) for kind in ("added", "changed", "removed"))
    return Preview(
        impor_id, added, changed, good - added - changed, removed, units, tuple(refused), tuple(differences), warned,
        sebagian,
    )  # fmt: skip
