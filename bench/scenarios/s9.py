"""S9: the monthly TPP with slips, lists, events and audit, beside one INSERT … SELECT that writes the slips alone.

EKINERJA_BENCH_ASN: how many people instead of 150,000, to see whether it runs.
"""

from __future__ import annotations

import os
from typing import Any

from bench.ground import TENANT, Ground, person
from bench.measure import Meter, Run, Wrong, interleave, ratio
from bench.table import Goal, Outcome
from chassis.auth import Actor
from chassis.clock import DatabaseClock
from chassis.db import Database, Who
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from services.tpp.commands.run import RunState, RunTpp, run_tpp
from services.tpp.policy import TppPolicy

ASN = int(os.environ.get("EKINERJA_BENCH_ASN", "150000"))
MONTH = "2026-01"
# Fifteen classes, fifty PD, targets of 15 to 25 outputs, two thirds of the people with all of them approved.
_FILL = f"""
INSERT INTO pegawai (tenant, asn_id, nama, jabatan, opd, jenis, status, kelas_jabatan, validated, peran, event_id,
    tmt_jabatan, masa_status, penempatan, nip, peran_pd, golongan, unit)
SELECT '{TENANT}', ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Seseorang', 'Analis',
    '1.' || n % 50, 'PNS', 'aktif', 1 + n % 15, true, CASE n WHEN 0 THEN ARRAY['pengelola_tpp'] ELSE '{{}}' END,
    uuidv7(), '2020-01-01', NULL, jsonb_build_array(jsonb_build_object('mulai', '2020-01-01', 'jabatan', 'Analis',
        'jenis_jabatan', 'pelaksana', 'opd', '1.' || n % 50, 'unit', '1.' || n % 50, 'kelas_jabatan', 1 + n % 15)),
    lpad(n::text, 18, '1'), '[]', 'III/c', '1.' || n % 50
FROM generate_series(0, $1::int - 1) n;
"""
_MONTHS = f"""
INSERT INTO bulan (tenant, asn_id, periode, kuantitas_approved, kuantitas_target, approved_auto, pending, hari_kosong,
    kosong, ada_skp, version, event_id, traceparent)
SELECT '{TENANT}', ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '{MONTH}',
    CASE WHEN n % 3 = 0 THEN hashint4(n) & 15 ELSE 30 END, 15 + n / 7 % 11, hashint4(n) >> 8 & 1, 0,
    hashint4(n) >> 16 & 1, '{{}}', true, 1, uuidv7(), NULL
FROM generate_series(0, $1::int - 1) n;
"""
_EMPTY = "TRUNCATE slip, slip_lama, run, daftar, daftar_baris, daftar_pd, outbox, audit"
_CORRECTED = "UPDATE bulan SET kuantitas_approved = kuantitas_approved / 2 + 3, event_id = uuidv7() WHERE {}"
# The same two lines in the same table, the rules of the example policy in SQL; nothing listed, told or compared.
_PEER = f"""
INSERT INTO slip (tenant, slip_id, run_id, asn_id, periode, opd, kelas_jabatan, status, total, lines, alasan, pack,
    issued_at, version, susulan)
SELECT tenant, uuidv7(), '00000000-0000-4000-8000-000000000001', asn_id, periode, opd, kelas_jabatan, 'payable',
    produktif + disiplin, jsonb_build_array(
        jsonb_build_object('kode', 'produktivitas', 'uraian', 'Bagian produktivitas kerja', 'jumlah', produktif,
            'hitungan', basic || ' × 60% × ' || done || '/' || target || ' hasil disetujui',
            'pasal', $1::text, 'sumber', jsonb_build_array(person_fact, month_fact)),
        jsonb_build_object('kode', 'disiplin', 'uraian', 'Bagian disiplin kerja (tanpa temuan kesengajaan)', 'jumlah',
            disiplin, 'hitungan', basic || ' × 40%', 'pasal', $1::text,
            'sumber', jsonb_build_array(person_fact, month_fact))),
    CASE WHEN auto > 0 THEN auto || ' aktivitas disetujui sistem (tidak diverifikasi)' ELSE '' END, 'contoh', now(),
    1, 0
FROM (
    SELECT p.tenant, p.asn_id, b.periode, p.opd, p.kelas_jabatan, p.event_id AS person_fact, b.event_id AS month_fact,
        t.basic, least(b.kuantitas_approved, b.kuantitas_target) AS done, b.kuantitas_target AS target,
        b.approved_auto AS auto, (t.basic * 4 + 5) / 10 AS disiplin,
        (t.basic * 6 * least(b.kuantitas_approved, b.kuantitas_target) * 2 / b.kuantitas_target / 10 + 1) / 2
            AS produktif
    FROM pegawai p JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id
    JOIN unnest($2::int[], $3::bigint[]) AS t(kelas, basic) ON t.kelas = p.kelas_jabatan
    WHERE p.tenant = '{TENANT}' AND b.periode = '{MONTH}' AND p.validated AND p.jenis = 'PNS'
) x
"""
_COUNTS = f"""
SELECT (SELECT count(*) FROM slip) AS slips, (SELECT sum(total) FROM slip) AS total,
    (SELECT count(*) FROM outbox WHERE type LIKE '%TppSlipIssued') AS told,
    (SELECT count(*) FROM daftar_baris WHERE tenant = '{TENANT}') AS listed, (SELECT count(*) FROM audit) AS audited
"""


class Month:
    """Everybody of a province, measured; the run as the service does it, and its peer."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        basic = next(pack for pack in packs() if pack.head.kind == "tpp").section("tpp", TppPolicy).basic_by_class
        self._basic = basic.value if basic else {}
        self.corrections: list[Run] = []
        self.again: list[Run] = []

    async def fill(self) -> None:
        connection = await self._ground.connect("tpp")
        await connection.execute(_FILL, ASN)
        await connection.execute(_MONTHS, ASN)
        await connection.execute("VACUUM (ANALYZE) pegawai, bulan")
        await connection.close()

    async def run(self) -> Run:
        """The first run of the month; then the run of a month in which nothing, and in which 1 %, has changed."""
        connection = await self._emptied()
        database = Database(self._ground.stack.dsn("tpp", "app"), "tpp", packs(), DatabaseClock())
        took = await self._timed(database, ASN)
        await self._check(connection, ASN)
        await connection.execute("VACUUM ANALYZE slip")  # as autovacuum has, by the time of the next run
        self.again.append(await self._timed(database, 0))
        await self._check(connection, ASN)
        await connection.execute(_CORRECTED.format(f"uuid_hash(asn_id) % 100 = 0 AND periode = '{MONTH}'"))
        self.corrections.append(await self._timed(database, None))
        await database.close()
        await connection.close()
        return took

    async def one_statement(self) -> Run:
        """The slips alone."""
        connection = await self._emptied()
        classes = [int(kelas) for kelas in self._basic], list(self._basic.values())
        meter = self._meter()
        with meter.on():
            await connection.execute(_PEER, "SK Basic TPP Kota Lubuklinggau 2022 (contoh); contoh", *classes)
        if (slips := await connection.fetchval("SELECT count(*) FROM slip")) != ASN:
            raise Wrong(f"the one statement wrote {slips} slips of {ASN}")
        await connection.close()
        return meter.run(ASN)

    async def _timed(self, database: Database, changed: int | None) -> Run:
        meter = self._meter()
        with meter.on():
            state = await _go(database)
        if changed is not None and state.changed != changed:
            raise Wrong(f"the run changed {state.changed} slips, wanted {changed}")
        return meter.run(ASN)

    async def _emptied(self) -> Any:
        connection = await self._ground.connect("tpp")
        await connection.execute(_EMPTY)
        return connection

    async def _check(self, connection: Any, wanted: int) -> None:
        row = await connection.fetchrow(_COUNTS)
        if (row["slips"], row["told"], row["audited"]) != (wanted, wanted, 1):
            raise Wrong(f"{row['slips']} slips, {row['told']} events, {row['audited']} rows of audit; wanted {wanted}")

    def _meter(self) -> Meter:
        return Meter({"bench": os.getpid(), "postgres": self._ground.pids["postgres"]})


def packs() -> Packs:
    """The packs of the repository."""
    return Packs.load(str(REPOSITORY / "regulations"))


async def _go(database: Database) -> RunState:
    runner = Actor(TENANT, person(0), 0.0)
    async with database.work(Who(TENANT, str(runner.id))) as work:
        return await run_tpp(work, runner, RunTpp(periode=MONTH))


async def run(ground: Ground, rounds: int) -> Outcome:
    """Rounds without and with waiting for the disk."""
    await ground.provision("tpp")
    month = Month(ground)
    await month.fill()
    runs: dict[str, list[Run]] = {}
    goals = []
    for fsync in ("off", "on"):
        await ground.set(fsync=fsync, full_page_writes=fsync)
        subject, peer = f"run, fsync {fsync}", f"one INSERT … SELECT, fsync {fsync}"
        runs |= await interleave({subject: month.run, peer: month.one_statement}, rounds)
        again, corrected = month.again[-rounds:], month.corrections[-rounds:]
        runs |= {f"run again, fsync {fsync}": again, f"1 % corrected, fsync {fsync}": corrected}
        goals += [
            Goal(f"time: run / one INSERT, fsync {fsync}", 1 / ratio(runs[subject], runs[peer]), 1.5, at_most=True),
            Goal(f"time: 1 % corrected / run, fsync {fsync}", 1 / ratio(corrected, runs[subject]), 0.05, at_most=True),
        ]
    proofs = [f"each round {ASN} slips and as many events, one row of audit; run again: none more"]
    return Outcome(f"S9  the monthly TPP of {ASN} people", runs, goals, proofs)
