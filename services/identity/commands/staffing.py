"""Staffing data: read a SIASN-shaped workbook, show what it would change, apply it when another confirms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.refusal import Refusal, lacking
from services.identity import store
from services.identity.commands.files import Records, sheets_of
from services.identity.domain.difference import Difference, compare
from services.identity.domain.organisation import check_places, check_units
from services.identity.domain.row import OpdRow, RefusedRow, Row, read_row, read_unit
from services.identity.domain.superiors import check_superiors


class Preview(Struct, frozen=True):
    """What an import would do, row by row; refused rows name the cell and the reason, and lose no good row."""

    impor_id: UUID
    added: int
    changed: int
    unchanged: int
    removed: int
    opd: int
    refused: tuple[RefusedRow, ...]
    differences: tuple[Difference, ...]


class Content(Struct):
    """What a prepared import holds."""

    rows: list[Row]
    opd: list[OpdRow]


# The good rows of a file by their number, the refused ones, and the organisation.
Judged = tuple[dict[int, Row], list[RefusedRow], dict[int, OpdRow]]


async def prepare(work: Work, actor: Actor, read: Judged) -> Preview:
    """Compare what was read; nothing changes before the confirmation (KUAN P1(13), P11(5); KON P50)."""
    rows, refused, units = read
    impor_id = new_id()
    await work.run(
        "INSERT INTO impor (tenant, impor_id, prepared_by, prepared_at, state, preview, rows)"
        " VALUES (:tenant, :id, :actor, :now, 'reading', '{}', '{}')",
        {"tenant": work.tenant, "id": impor_id, "actor": actor.id, "now": work.now},
    )
    return await finish(work, impor_id, rows, refused, units)


async def finish(
    work: Work, impor_id: UUID, rows: dict[int, Row], refused: list[RefusedRow], units: dict[int, OpdRow]
) -> Preview:
    """Compare what was read with what is known; from now on it can be confirmed."""
    count = len(rows) + sum(not r.kolom.startswith("OPD.") for r in refused)
    known = await known_people(work)
    placed, wrong = await _placed(work, rows, units)
    orphans = check_superiors(rows, known)
    for orphan in orphans:
        del rows[orphan.baris]
    preview = _preview(impor_id, rows, known, placed, [*refused, *wrong, *orphans])
    await work.run(
        "UPDATE impor SET state = 'prepared', preview = CAST(:preview AS jsonb), rows = CAST(:rows AS jsonb),"
        " rows_read = :count, rows_total = :count, unfinished = NULL WHERE tenant = :tenant AND impor_id = :id",
        {
            "tenant": work.tenant, "id": impor_id, "preview": json_of(preview), "count": count,
            "rows": json_of(Content(list(rows.values()), placed)),
        },
    )  # fmt: skip
    await work.audit("import.prepared", str(impor_id))
    return preview


async def _placed(work: Work, rows: dict[int, Row], units: dict[int, OpdRow]) -> tuple[list[OpdRow], list[RefusedRow]]:
    """The good units of a file, and the rows of units and people that lie nowhere; those of people leave `rows`."""
    stored = await store.units_above(work)
    wrong = check_units(units, stored, await store.placed(work, [row.nip for row in rows.values()]))
    nowhere = {refused.baris for refused in wrong}
    good = [unit for number, unit in units.items() if number not in nowhere]
    lost = check_places(rows, stored | {unit.kode: unit.induk for unit in good})
    for row in lost:
        del rows[row.baris]
    return good, [*wrong, *lost]


async def known_people(work: Work) -> dict[str, Any]:
    """Everyone of the Pemda by NIP."""
    return {r.nip: r for r in await work.all("SELECT * FROM pegawai WHERE tenant = :tenant", {"tenant": work.tenant})}


def judged(content: bytes) -> Judged:
    """A file, read and judged row by row."""
    sheets = sheets_of(content)
    good: dict[int, Row] = {}
    refused: list[RefusedRow] = []
    judge(sheets["PEGAWAI"], 0, good, refused)
    return good, refused, judge_units(sheets.get("OPD", []), refused)


def judge_units(cells: Records, refused: list[RefusedRow]) -> dict[int, OpdRow]:
    """The good rows of the organisation by their number; the others go to the refused ones."""
    units = {}
    for number, record in enumerate(cells, start=2):
        try:
            units[number] = read_unit(record)
        except Refusal as refusal:
            refused.append(RefusedRow(number, f"OPD.{refusal.field}", refusal.message))
    return units


def judge(cells: Records, start: int, good: dict[int, Row], refused: list[RefusedRow]) -> None:
    """Judge the rows that follow the first `start` ones, in the light of those that were good so far."""
    seen = {row.nip for row in good.values()}
    for number, record in enumerate(cells, start=start + 2):
        try:
            row = read_row(record)
            if row.nip in seen:
                raise lacking("NIP sudah ada pada baris sebelumnya.", "KUAN 1(25)", "NIP")
        except Refusal as refusal:
            refused.append(RefusedRow(number, (refusal.field or "NIP").upper(), refusal.message))
            continue
        seen.add(row.nip)
        good[number] = row


def _preview(
    impor_id: UUID, rows: dict[int, Row], known: dict[str, Any], units: list[OpdRow], refused: list[RefusedRow]
) -> Preview:
    differences = compare(rows, known)
    added, changed, removed = (sum(d.jenis == kind for d in differences) for kind in ("added", "changed", "removed"))
    unchanged = len(rows) - added - changed
    return Preview(impor_id, added, changed, unchanged, removed, len(units), tuple(refused), tuple(differences))
