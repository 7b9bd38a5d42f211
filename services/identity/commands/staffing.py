"""Staffing data: read a SIASN-shaped workbook, show what it would change, apply it when another confirms."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from python_calamine import CalamineWorkbook

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.identity import OpdRecorded
from contracts.penilai import Sebagai
from contracts.refusal import Refusal, lacking, unknown, wrong_state
from services.identity import store
from services.identity.domain import role
from services.identity.domain.row import OpdRow, RefusedRow, Row, check_superiors, read_row
from services.identity.store import terms

PREPARERS = ("pengelola_kepegawaian", "super_admin")
CONFIRMERS = ("administrator_bidang", "super_admin")
_LIMIT = 20_000
_POST = ("jabatan", "jenis_jabatan", "kelas_jabatan", "opd", "unit", "memimpin_unit")


class Preview(Struct, frozen=True):
    """What an import would do; refused rows name the cell and the reason, and lose no good row."""

    impor_id: UUID
    added: int
    changed: int
    unchanged: int
    removed: int
    opd: int
    refused: tuple[RefusedRow, ...]


class Applied(Struct, frozen=True):
    """What a confirmed import did."""

    added: int
    changed: int
    opd: int


class _Content(Struct):
    rows: list[Row]
    opd: list[OpdRow]


async def prepare(work: Work, actor: Actor, workbook: bytes) -> Preview:
    """Read and compare; nothing changes before the confirmation (KUAN P1(13), P11(5); KON P50)."""
    role.check_role(await store.roles_of(work, actor.id), *PREPARERS, pasal="kebijakan")
    sheets = _sheets(workbook)
    good, refused = _judge(sheets.get("PEGAWAI", []))
    known = {r.nip: r for r in await work.all("SELECT * FROM pegawai WHERE tenant = :tenant", {"tenant": work.tenant})}
    orphans = check_superiors(good, known)
    rows = [row for number, row in good.items() if number not in {o.baris for o in orphans}]
    units = [
        OpdRow(kode=c["KODE"], nama=c["NAMA"], induk=c.get("INDUK", ""), jenis=c["JENIS"])
        for c in sheets.get("OPD", [])
    ]
    preview = _compare(new_id(), rows, known, units, [*refused, *orphans])
    await work.run(
        "INSERT INTO impor (tenant, impor_id, prepared_by, prepared_at, state, preview, rows)"
        " VALUES (:tenant, :id, :actor, :now, 'prepared', CAST(:preview AS jsonb), CAST(:rows AS jsonb))",
        {
            "tenant": work.tenant, "id": preview.impor_id, "actor": actor.id, "now": work.now,
            "preview": json_of(preview), "rows": json_of(_Content(rows, units)),
        },
    )  # fmt: skip
    await work.audit("import.prepared", str(preview.impor_id))
    return preview


def _sheets(workbook: bytes) -> dict[str, list[dict[str, str]]]:
    """Sheets as rows of text by column title; Refusal 422 when the file is not a workbook."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(workbook))
        found = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except Exception as err:
        raise lacking("Berkas bukan XLSX yang dapat dibaca.", "implicit", "berkas") from err
    if "PEGAWAI" not in found:
        raise lacking("Lembar PEGAWAI tidak ada dalam berkas.", "implicit", "berkas")
    if len(found["PEGAWAI"]) > _LIMIT:
        raise lacking(f"Lembar PEGAWAI lebih dari {_LIMIT} baris.", "implicit", "berkas")
    return {name: _records(rows) for name, rows in found.items()}


def _records(rows: list[list[Any]]) -> list[dict[str, str]]:
    titles = [str(cell).strip() for cell in rows[0]] if rows else []
    return [dict(zip(titles, map(_text, row), strict=False)) for row in rows[1:]]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _judge(cells: list[dict[str, str]]) -> tuple[dict[int, Row], list[RefusedRow]]:
    good: dict[int, Row] = {}
    refused: list[RefusedRow] = []
    seen: set[str] = set()
    for number, record in enumerate(cells, start=2):
        try:
            row = read_row(record)
            if row.nip in seen:
                raise lacking("NIP sudah ada pada baris sebelumnya.", "1(25)", "NIP")
        except Refusal as refusal:
            refused.append(RefusedRow(number, (refusal.field or "NIP").upper(), refusal.message))
            continue
        seen.add(row.nip)
        good[number] = row
    return good, refused


def _compare(
    impor_id: UUID, rows: list[Row], known: dict[str, Any], units: list[OpdRow], refused: list[RefusedRow]
) -> Preview:
    added = sum(row.nip not in known for row in rows)
    changed = sum(row.nip in known and _differs(row, known[row.nip]) for row in rows)
    removed = len(set(known) - {row.nip for row in rows})
    return Preview(impor_id, added, changed, len(rows) - added - changed, removed, len(units), tuple(refused))


def _differs(row: Row, stored: Any) -> bool:
    return any(str(_plain(value)) != str(getattr(stored, name)) for name, value in msgspec.structs.asdict(row).items())


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


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
INSERT INTO opd AS o (tenant, kode, nama, induk, jenis, version) VALUES (:tenant, :kode, :nama, :induk, :jenis, 1)
ON CONFLICT (tenant, kode) DO UPDATE
SET nama = EXCLUDED.nama, induk = EXCLUDED.induk, jenis = EXCLUDED.jenis, version = o.version + 1
WHERE (o.nama, o.induk, o.jenis) IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.induk, EXCLUDED.jenis)
RETURNING version
"""


async def confirm(work: Work, actor: Actor, impor_id: UUID) -> Applied:
    """Apply a prepared import; by another person than the one who prepared it."""
    role.check_role(await store.roles_of(work, actor.id), *CONFIRMERS, pasal="kebijakan")
    row = await work.one(
        "SELECT prepared_by, state, rows::text AS rows FROM impor WHERE tenant = :tenant AND impor_id = :id FOR UPDATE",
        {"tenant": work.tenant, "id": impor_id},
    )
    if row is None:
        raise unknown("Impor tidak ditemukan.")
    if row.state != "prepared":
        raise wrong_state("Impor ini sudah dikonfirmasi.", "kebijakan")
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
    told = 0
    for unit in units:
        fields = msgspec.structs.asdict(unit)
        row = await work.one(_OPD, {"tenant": work.tenant, **fields})
        if row is not None:
            await work.record(OpdRecorded(**fields), row.version)
            told += 1
    return told


async def _apply_people(work: Work, rows: list[Row]) -> tuple[int, int]:
    stored = await work.all("SELECT * FROM pegawai WHERE tenant = :tenant FOR UPDATE", {"tenant": work.tenant})
    known = {r.nip: r for r in stored}
    fresh = [r for r in rows if r.nip not in known]
    differing = [r for r in rows if r.nip in known and _differs(r, known[r.nip])]
    ids = {r.nip: known[r.nip].asn_id if r.nip in known else new_id() for r in [*fresh, *differing]}
    values = [
        {"tenant": work.tenant, "asn_id": ids[r.nip]} | {k: _plain(v) for k, v in msgspec.structs.asdict(r).items()}
        for r in [*fresh, *differing]
    ]
    await work.many(_UPSERT, values)
    await work.many(_ACCOUNT, [{k: v[k] for k in ("tenant", "asn_id", "nip")} for v in values])
    await _apply_terms(work, [*fresh, *differing], known, ids)
    await store.tell(work, list(ids.values()))
    return len(fresh), len(differing)


async def _apply_terms(work: Work, rows: list[Row], known: dict[str, Any], ids: dict[str, UUID]) -> None:
    """What is new holds from the TMT of the post; what differs within the same post, from today."""
    today = store.today(work)
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
        if before is None or any(str(_plain(getattr(row, name))) != str(getattr(before, name)) for name in _POST):
            posts.append(base | {name: _plain(getattr(row, name)) for name in _POST})
    await terms.relate(work, relations)
    await terms.spell(work, statuses)
    await terms.place(work, posts)
