"""What stood in skp before masa and initial input keeps its meaning when the database is brought up."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timezone
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from chassis.migrate import migrate_async
from ekinerja.stack import Stack
from tests.servers.upgrading import database_at

ASN, SKP, ONE, TWO = (UUID(int=n) for n in range(1, 5))
CONTENT = f"""{{"sumber": [], "butir": [
    {{"butir_id": "{ONE}", "target": {{"kuantitas": 100}}}}, {{"butir_id": "{TWO}", "target": {{"kuantitas": 10}}}}]}}"""


@pytest.fixture
async def dsn(servers: Stack) -> dict[str, str]:
    """A database of skp as it was at revision 0002."""
    return await database_at(servers, "skp", f"upgraded_{secrets.token_hex(4)}", "0002")


async def test_a_yearly_measurement_is_of_its_year_and_a_plan_was_submitted(dsn: dict[str, str]) -> None:
    admin: Any = await asyncpg.connect(dsn["admin"])
    moment = datetime(2026, 1, 20, 3, tzinfo=timezone.utc)
    await admin.execute(
        "INSERT INTO pegawai (tenant, asn_id, nama, opd, jenis_jabatan, status, validated, peran, tmt_jabatan)"
        " VALUES ('kuansing', $1, 'x', 'DINKES', 'pelaksana', 'cuti', true, '{}', '2018-01-02')", ASN,
    )  # fmt: skip
    await admin.execute(
        "INSERT INTO skp (tenant, skp_id, asn_id, tahun, mulai, selesai, state, content, reviewed_at)"
        " VALUES ('kuansing', $1, $2, 2026, '2026-01-01', '2026-12-31', 'set', CAST($3::text AS jsonb), $4)",
        SKP, ASN, CONTENT, moment,
    )  # fmt: skip
    await admin.execute(
        "INSERT INTO realisasi VALUES ('kuansing', $1, $2, 150, 'Laporan', $3)", SKP, ONE, moment
    )  # fmt: skip
    await migrate_async("skp", dsn["owner"])
    assert [tuple(r) for r in await admin.fetch("SELECT masa, jumlah FROM realisasi")] == [("2026", 150)]
    kept = await admin.fetch("SELECT masa, capaian, measured_at FROM pengukuran")
    assert [(r["masa"], int(r["capaian"]), r["measured_at"]) for r in kept] == [("2026", 60, moment)], "120 and 0"
    assert await admin.fetchval("SELECT submitted_at FROM skp") == moment
    spells = await admin.fetchval("SELECT masa_status::text FROM pegawai")
    assert spells == '[{"mulai": "2018-01-02", "status": "cuti", "selesai": null}]'
    for table in ("skp", "pegawai", "realisasi", "pengukuran", "salinan"):
        forced = await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table)
        assert forced is True, table
    await admin.close()


async def test_kon_p26_an_skp_that_had_ended_is_a_segment_of_whoever_set_it(dsn: dict[str, str]) -> None:
    admin: Any = await asyncpg.connect(dsn["admin"])
    boss, moment = UUID(int=9), datetime(2026, 1, 20, 3, tzinfo=timezone.utc)
    for n, (mulai, state, before) in enumerate(
        [("2026-01-01", "closed", None), ("2026-02-01", "closed", None), ("2026-03-01", "set", 1)]
    ):
        await admin.execute(
            "INSERT INTO skp (tenant, skp_id, asn_id, tahun, mulai, selesai, state, content, set_by, set_at, versi,"
            " perubahan_dari) VALUES ('konsel', $1, $2, 2026, $3, '2026-12-31', $4, '{}', $5, $6, 1, $7)",
            UUID(int=20 + n), ASN, date.fromisoformat(mulai), state, boss, moment,
            None if before is None else UUID(int=20 + before),
        )  # fmt: skip
    await migrate_async("skp", dsn["owner"])
    kept = await admin.fetch("SELECT closed_sebab, closed_penilai_id FROM skp WHERE tenant = 'konsel' ORDER BY mulai")
    assert [tuple(r) for r in kept] == [("mutasi", boss), ("versi_baru", boss), ("", None)]
    await admin.close()
