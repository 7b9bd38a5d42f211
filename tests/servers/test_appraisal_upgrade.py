"""What appraisal kept of a year before it knew segments stays when the database is brought up (KON P26)."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg

from chassis.migrate import migrate_async
from ekinerja.stack import Stack
from tests.servers.upgrading import database_at

OPEN, SIGNED, ASN, OTHER = (UUID(int=n) for n in range(1, 5))


async def test_kon_p26_a_capaian_of_the_whole_year_is_kept_for_it(servers: Stack) -> None:
    dsn = await database_at(servers, "appraisal", "upgraded_appraisal", "0001")
    admin: Any = await asyncpg.connect(dsn["admin"])
    for appraisal, asn, state in ((OPEN, ASN, "opened"), (SIGNED, OTHER, "signed")):
        await admin.execute(
            "INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, capaian, pack, version)"
            " VALUES ('konsel', $1, $2, 2026, $3, '120 laporan', 95.5, 'konsel-67-2024', 1)", appraisal, asn, state,
        )  # fmt: skip
    await migrate_async("appraisal", dsn["owner"])
    kept = await admin.fetch("SELECT skp_id, asn_id, mulai::text, selesai::text, capaian, target, is_kept FROM segmen")
    assert [tuple(r) for r in kept] == [(OPEN, ASN, "2026-01-01", "2026-12-31", Decimal("95.5"), "120 laporan", True)]
    assert await admin.fetchval("SELECT capaian_said FROM appraisal WHERE state = 'delivered'") == "capaian SKP 95.5 %"
    for table in ("appraisal", "segmen", "tindak_lanjut", "pegawai"):
        forced = await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table)
        assert forced is True, table
    await admin.close()


async def test_kon_p38_3_papers_on_their_way_keep_it(servers: Stack) -> None:
    """What was signed was seen at once, and received meant received and signed; an open one gets its term."""
    dsn = await database_at(servers, "appraisal", "upgraded_papers", "0006")
    admin: Any = await asyncpg.connect(dsn["admin"])
    ids = {state: UUID(int=0x100 + n) for n, state in enumerate(("opened", "signed", "received", "final"))}
    for state, one in ids.items():
        await admin.execute(
            "INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, pack, version, signed_at,"
            " received_at) VALUES ('konsel', $1, $1, 2026, $2, '', 'konsel-67-2024', 1, $3, $4)",
            one, state, None if state == "opened" else datetime(2027, 1, 20, 2, tzinfo=timezone.utc),
            datetime(2027, 2, 3, 2, tzinfo=timezone.utc) if state in ("received", "final") else None,
        )  # fmt: skip
    await admin.execute(
        "INSERT INTO deadline (id, tenant, kind, subject, due_at, payload) VALUES ($1, 'konsel', 'objection_lapse', $2,"
        " '2027-02-17T16:00:00Z', '{}')", ids["received"], str(ids["received"]),
    )  # fmt: skip
    await migrate_async("appraisal", dsn["owner"])
    rows = await admin.fetch(
        "SELECT appraisal_id, state, delivered_at, returned_by, objection_until::text FROM appraisal"
    )
    found = {r["appraisal_id"]: r for r in rows}
    assert [found[ids[s]]["state"] for s in ids] == ["opened", "delivered", "returned", "final"]
    assert found[ids["signed"]]["delivered_at"] == datetime(2027, 1, 20, 2, tzinfo=timezone.utc)
    assert [found[ids[s]]["objection_until"] for s in ("received", "final")] == ["2027-02-17", "2027-02-17"]
    assert found[ids["received"]]["returned_by"] == ids["received"]
    due = await admin.fetch("SELECT subject, due_at FROM deadline WHERE kind = 'sign_due'")
    assert [(r["subject"], r["due_at"].isoformat()) for r in due] == [(str(ids["opened"]), "2027-02-14T17:00:00+00:00")]
    for table in ("appraisal", "deadline", "keberatan", "berkas_keberatan", "hari_libur"):
        assert await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table) is True, table
    await admin.close()


async def test_kon_p18_1_p48_what_runs_already_gets_its_semester_and_its_day(servers: Stack) -> None:
    """An open appraisal is owed its second semester; an open objection its day; a case what it held."""
    dsn = await database_at(servers, "appraisal", "upgraded_days", "0008")
    admin: Any = await asyncpg.connect(dsn["admin"])
    for appraisal, state in ((OPEN, "opened"), (SIGNED, "received")):
        await admin.execute(
            "INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, pack, version)"
            " VALUES ('konsel', $1, $1, 2026, $2, '', 'konsel-67-2024', 1)", appraisal, state,
        )  # fmt: skip
    for one, state in ((ASN, "filed"), (OTHER, "decided")):
        await admin.execute(
            "INSERT INTO keberatan (tenant, keberatan_id, appraisal_id, asn_id, tahun, penilai_id, alasan, bukti,"
            " filed_at, manifest_sha256, decide_by, state, diminta, penjelasan, hasil, pertimbangan, version) VALUES"
            " ('konsel', $1, $1, $1, 2026, $1, 'x', '{}', now(), 'x', '2027-02-28', $2, '{}', '{}', '', '', 1)",
            one, state,
        )  # fmt: skip
    await admin.execute(
        "INSERT INTO tindak_lanjut (tenant, kasus_id, appraisal_id, asn_id, tahun, jalur, dasar, predikat, review_on,"
        " state, langkah, opened_at, version) VALUES ('konsel', $1, $1, $1, 2026, 'lainnya', 'KON 47(1)', 'Kurang',"
        " '2027-08-17', 'tested', '[]', now(), 3)", ASN,
    )  # fmt: skip
    await migrate_async("appraisal", dsn["owner"])
    rows = await admin.fetch("SELECT kind, subject, due_at, payload::text AS payload FROM deadline ORDER BY kind")
    assert [(r["kind"], r["subject"], r["due_at"].isoformat(), r["payload"]) for r in rows] == [
        ("decision_due", str(ASN), "2027-02-28T17:00:00+00:00", "{}"),
        ("monitoring_due", str(OPEN), "2026-12-31T17:00:00+00:00", '{"semester": 2}'),
    ]
    kept = await admin.fetchrow("SELECT state, sementara_sampai FROM tindak_lanjut")
    assert tuple(kept) == ("tested", None)
    for table in ("appraisal", "deadline", "keberatan", "survei", "undangan_survei", "pemantauan", "bimbingan"):
        assert await admin.fetchval("SELECT relforcerowsecurity FROM pg_class WHERE relname = $1", table) is True, table
    await admin.close()
