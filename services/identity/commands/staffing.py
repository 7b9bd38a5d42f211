"""Staffing data: read a SIASN-shaped workbook, show what it would change, apply it when another confirms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from chassis.sheets import read_file
from contracts.identity import OpdRecorded
from contracts.penilai import Sebagai
from contracts.refusal import Refusal, lacking, unknown
from services.identity import store
from services.identity.commands.admission import suspend
from services.identity.commands.files import Records, sheets_of
from services.identity.domain import role, states
from services.identity.domain.difference import Difference, changes_of, compare, plain
from services.identity.domain.row import OpdRow, RefusedRow, Row, check_superiors, read_row, read_unit
from services.identity.store import terms

_POST = ("jabatan", "jenis_jabatan", "kelas_jabatan", "opd", "unit", "memimpin_unit")


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


class Applied(Struct, frozen=True):
    """What a confirmed import did."""

    added: int
    changed: int
    opd: int


class _Content(Struct):
    rows: list[Row]
    opd: list[OpdRow]


async def prepare(work: Work, actor: Actor, content: bytes) -> Preview:
    """Read and compare; nothing changes before the confirmation (KUAN P1(13), P11(5); KON P50)."""
    rows, refused, units = await read_file(judged, content)
    impor_id = new_id()
    await work.run(
        "INSERT INTO impor (tenant, impor_id, prepared_by, prepared_at, state, preview, rows)"
        " VALUES (:tenant, :id, :actor, :now, 'reading', '{}', '{}')",
        {"tenant": work.tenant, "id": impor_id, "actor": actor.id, "now": work.now},
    )
    return await finish(work, impor_id, rows, refused, units)


async def finish(
    work: Work, impor_id: UUID, rows: dict[int, Row], refused: list[RefusedRow], units: list[OpdRow]
) -> Preview:
    """Compare what was read with what is known; from now on it can be confirmed."""
    count = len(rows) + sum(not r.kolom.startswith("OPD.") for r in refused)
    known = await known_people(work)
    orphans = check_superiors(rows, known)
    for orphan in orphans:
        del rows[orphan.baris]
    preview = _preview(impor_id, rows, known, units, [*refused, *orphans])
    await work.run(
        "UPDATE impor SET state = 'prepared', preview = CAST(:preview AS jsonb), rows = CAST(:rows AS jsonb),"
        " rows_read = :count, rows_total = :count, unfinished = NULL WHERE tenant = :tenant AND impor_id = :id",
        {
            "tenant": work.tenant, "id": impor_id, "preview": json_of(preview), "count": count,
            "rows": json_of(_Content(list(rows.values()), units)),
        },
    )  # fmt: skip
    await work.audit("import.prepared", str(impor_id))
    return preview


async def known_people(work: Work) -> dict[str, Any]:
    """Everyone of the Pemda by NIP."""
    return {r.nip: r for r in await work.all("SELECT * FROM pegawai WHERE tenant = :tenant", {"tenant": work.tenant})}


def judged(content: bytes) -> tuple[dict[int, Row], list[RefusedRow], list[OpdRow]]:
    """The good rows of a file by their number, the refused ones, and the organisation."""
    sheets = sheets_of(content)
    good: dict[int, Row] = {}
    refused: list[RefusedRow] = []
    judge(sheets["PEGAWAI"], 0, good, refused)
    return good, refused, judge_units(sheets.get("OPD", []), refused)


def judge_units(cells: Records, refused: list[RefusedRow]) -> list[OpdRow]:
    """The good rows of the organisation; the others go to the refused ones."""
    units = []
    for number, record in enumerate(cells, start=2):
        try:
            units.append(read_unit(record))
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
                raise lacking("NIP sudah ada pada baris sebelumnya.", "1(25)", "NIP")
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


_UPSERT = """
INSERT INTO pegawai (tenant, asn_id, nip, nama, jenis, status, golongan, jabatan, jenis_jabatan, kelas_jabatan,
    opd, unit, nip_atasan, tmt_jabatan, memimpin_unit, validated, version)
VALUES (:tenant, :asn_id, :nip, :nama, :jenis, :status, :golongan, :jabatan, :jenis_jabatan, :kelas_jabatan,
    :opd, :unit, :nip_atasan, :tmt_jabatan, :memimpin_unit, :validated, 0)
ON CONFLICT (tenant, nip) DO UPDATE SET nama = EXCLUDED.nama, jenis = EXCLUDED.jenis, status = EXCLUDED.status,
    golongan = EXCLUDED.golongan, jabatan = EXCLUDED.jabatan, jenis_jabatan = EXCLUDED.jenis_jabatan,
    kelas_jabatan = EXCLUDED.kelas_jabatan, opd = EXCLUDED.opd, unit = EXCLUDED.unit,
    nip_atasan = EXCLUDED.nip_atasan, tmt_jabatan = EXCLUDED.tmt_jabatan, memimpin_unit = EXCLUDED.memimpin_unit,
    validated = EXCLUDED.validated
"""
_ACCOUNT = """
INSERT INTO account (tenant, account_id, login, state) VALUES (:tenant, :asn_id, :nip, 'pending') ON CONFLICT DO NOTHING
"""
_OPD = """
INSERT INTO opd AS o (tenant, kode, nama, induk, jenis, hari_kerja, version)
VALUES (:tenant, :kode, :nama, :induk, :jenis, :hari_kerja, 1)
ON CONFLICT (tenant, kode) DO UPDATE SET nama = EXCLUDED.nama, induk = EXCLUDED.induk, jenis = EXCLUDED.jenis,
    hari_kerja = EXCLUDED.hari_kerja, version = o.version + 1
WHERE (o.nama, o.induk, o.jenis, o.hari_kerja)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.induk, EXCLUDED.jenis, EXCLUDED.hari_kerja)
RETURNING version
"""


async def confirm(work: Work, actor: Actor, impor_id: UUID) -> Applied:
    """Apply a prepared import; by another person than the one who prepared it."""
    row = await work.one(
        "SELECT prepared_by, state, rows::text AS rows FROM impor WHERE tenant = :tenant AND impor_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": impor_id},
    )
    if row is None:
        raise unknown("Impor tidak ditemukan.")
    states.check("import", row.state, "confirm")
    role.check_other(row.prepared_by, actor.id)
    content = msgspec.json.decode(row.rows, type=_Content)
    units = await _apply_opd(work, content.opd)
    added, changed = await _apply_people(work, content.rows)
    await work.run(
        "UPDATE impor SET state = 'confirmed' WHERE tenant = :tenant AND impor_id = :id",
        {"tenant": work.tenant, "id": impor_id},
    )
    await work.audit("import.confirmed", str(impor_id), {"added": added, "changed": changed})
    return Applied(added, changed, units)


async def _apply_opd(work: Work, units: list[OpdRow]) -> int:
    """Units that are new or different; people of a unit whose working week changed are told of anew."""
    rows = await work.all("SELECT kode, hari_kerja FROM opd WHERE tenant = :tenant", {"tenant": work.tenant})
    before = {row.kode: row.hari_kerja for row in rows}
    told = 0
    for unit in units:
        fields = msgspec.structs.asdict(unit)
        row = await work.one(_OPD, {"tenant": work.tenant, **fields})
        if row is not None:
            await work.record(OpdRecorded(**fields), row.version)
            told += 1
    changed = [u.kode for u in units if before.get(u.kode, u.hari_kerja) != u.hari_kerja]
    people = await work.all(
        "SELECT asn_id FROM pegawai WHERE tenant = :tenant AND (unit = ANY(:units) OR opd = ANY(:units))",
        {"tenant": work.tenant, "units": changed},
    )
    await store.tell(work, [p.asn_id for p in people])
    return told


async def _apply_people(work: Work, rows: list[Row]) -> tuple[int, int]:
    stored = await work.all("SELECT * FROM pegawai WHERE tenant = :tenant FOR UPDATE", {"tenant": work.tenant})
    known = {r.nip: r for r in stored}
    fresh = [r for r in rows if r.nip not in known]
    differing = [r for r in rows if r.nip in known and any(changes_of(r, known[r.nip]))]
    ids = {r.nip: known[r.nip].asn_id if r.nip in known else new_id() for r in [*fresh, *differing]}
    values = [
        {"tenant": work.tenant, "asn_id": ids[r.nip]} | {k: plain(v) for k, v in msgspec.structs.asdict(r).items()}
        for r in [*fresh, *differing]
    ]
    await work.many(_UPSERT, values)
    await work.many(_ACCOUNT, [{k: v[k] for k in ("tenant", "asn_id", "nip")} for v in values])
    await suspend(work, [ids[r.nip] for r in differing if not r.validated])
    await _apply_terms(work, [*fresh, *differing], known, ids)
    await store.tell(work, list(ids.values()))
    return len(fresh), len(differing)


async def _apply_terms(work: Work, rows: list[Row], known: dict[str, Any], ids: dict[str, UUID]) -> None:
    """What is new holds from the TMT of the post; what differs within the same post, from today."""
    today = work.today
    everyone = ids | {nip: person.asn_id for nip, person in known.items()}
    relations, statuses, posts = [], [], []
    for row in rows:
        before = known.get(row.nip)
        since = row.tmt_jabatan if before is None or before.tmt_jabatan != row.tmt_jabatan else today
        base = {"asn_id": ids[row.nip], "mulai": since, "sk": "impor"}
        if before is None or before.nip_atasan != row.nip_atasan:
            superior = everyone.get(row.nip_atasan)
            sebagai = Sebagai.DEFINITIF if superior else Sebagai.BUPATI
            relations.append(base | {"penilai_id": superior, "sebagai": sebagai.value})
        if before is None or before.status != row.status.value:
            statuses.append(base | {"selesai": None, "status": row.status.value})
        if before is None or any(str(plain(getattr(row, name))) != str(getattr(before, name)) for name in _POST):
            posts.append(base | {name: plain(getattr(row, name)) for name in _POST})
    await terms.relate(work, relations)
    await terms.spell(work, statuses)
    await terms.place(work, posts)
