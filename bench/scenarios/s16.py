"""S16: a back-fill file of 100,000 lines is confirmed, beside COPY of the same rows into a table without walls."""

from __future__ import annotations

import os
import time as clock
from datetime import time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import asyncpg
import xlsxwriter

from bench.ground import DAYS, PEOPLE, TENANT, Ground, butir, days_back, people, person
from bench.measure import Meter, Run, Wrong, interleave, ratio
from bench.table import Goal, Outcome
from chassis import aside
from chassis.auth import Actor
from chassis.clock import DatabaseClock
from chassis.db import Database, Who
from chassis.deadlines import Deadlines
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from services.activity.app import SERVICE
from services.activity.domain.isian import COLUMNS
from services.activity.imports import commands as importing
from services.activity.imports import prepare as imports
from services.activity.imports.sheet import lines_of

ROWS = 100_000
ADMIN = UUID(int=(0x4002 << 64) | (0x8 << 60))
_EMPTIED = "activity, outbox, impor, impor_bagian, impor_tolakan, pesan, deadline, peer, peer_outbox"


class BackFill:
    """One file of one administrator: 2,000 people of his PD, 50 entries each."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        packs = Packs.load(str(REPOSITORY / "regulations"))
        self.database = Database(ground.stack.dsn("activity", "app"), "activity", packs, DatabaseClock())
        self._actor = Actor(TENANT, ADMIN, clock.time() + 86400)
        self._who = Who(TENANT, str(ADMIN), correlation="s16")
        self._content = _workbook()
        self._impor: UUID | None = None
        self._rows: tuple[list[str], list[Any]] = ([], [])
        self._facts: tuple[list[str], list[Any]] = ([], [])

    async def preview(self) -> Run:
        """From the bytes of the workbook to the lines that wait for their confirmation."""
        admin = await self._ground.connect("activity")
        await admin.execute(f"TRUNCATE {_EMPTIED}")
        await admin.close()
        meter = Meter(self._pids())
        with meter.on():
            read = await aside.aside(lines_of, self._content, self._who.actor)
            async with self.database.work(self._who) as work:
                told = await imports.prepare(work, self._actor, read, "pd")
        if (told.accepted, told.refused, told.duplicate) != (ROWS, 0, 0):
            raise Wrong(f"of {ROWS} lines {told.accepted} accepted, {told.refused} refused: {told.refusals[:3]}")
        self._impor = told.impor_id
        return meter.run(ROWS)

    async def confirmed(self) -> Run:
        """From the lines that wait to committed activities and events: the confirmation, then part by part."""
        command = importing.ConfirmImport(benar=True, alasan="Puskesmas tanpa jaringan.")
        plumbing = self._ground.stack.dsn("activity", "plumbing")
        deadlines = Deadlines(self.database, plumbing, "activity", SERVICE.deadlines)
        connection: Any = await asyncpg.connect(plumbing)
        meter = Meter(self._pids())
        with meter.on():
            async with self.database.work(self._who) as work:
                await importing.confirm(work, self._actor, self._impor or UUID(int=0), command)
            while await deadlines.fire_due(connection):
                pass
        await connection.close()
        await self._proved()
        return meter.run(ROWS)

    async def copied(self) -> Run:
        """The same rows from memory, one COPY, nothing judged and nobody told."""
        return await self._copy({"peer": self._rows})

    async def copied_with_facts(self) -> Run:
        """The same with the rows of the events."""
        return await self._copy({"peer": self._rows, "peer_outbox": self._facts})

    async def _copy(self, tables: dict[str, tuple[list[str], list[Any]]]) -> Run:
        admin = await self._ground.connect("activity")
        await admin.execute("TRUNCATE peer, peer_outbox")
        connection: Any = await asyncpg.connect(self._ground.stack.dsn("activity", "app"))
        meter = Meter(self._pids())
        with meter.on():
            async with connection.transaction():
                for table, (columns, records) in tables.items():
                    await connection.copy_records_to_table(table, records=records, columns=columns)
        await connection.close()
        for table in tables:
            if (found := await admin.fetchval(f"SELECT count(*) FROM {table}")) != ROWS:
                raise Wrong(f"COPY left {found} rows of {ROWS} in {table}")
        await admin.close()
        return meter.run(ROWS)

    async def _proved(self) -> None:
        """As many activities and facts as lines, each once; and the peer gets the very same rows."""
        admin = await self._ground.connect("activity")
        counted = await admin.fetchrow(
            "SELECT (SELECT count(DISTINCT (asn_id, tanggal, mulai)) FROM activity) AS entries,"
            " (SELECT count(*) FROM activity) AS rows, (SELECT count(DISTINCT subject) FROM outbox) AS told,"
            " (SELECT count(*) FROM outbox) AS facts, (SELECT count(*) FROM impor_bagian) AS parts,"
            " (SELECT written FROM impor) AS written"
        )
        if tuple(counted) != (ROWS, ROWS, ROWS, ROWS, 0, ROWS):
            raise Wrong(f"of {ROWS} lines: {dict(counted)}")
        if not self._rows[1]:
            self._rows = await _read(admin, "activity", "")
            self._facts = await _read(admin, "outbox", "id, recorded_at")
        await admin.close()

    def _pids(self) -> dict[str, int]:
        return {"bench": os.getpid(), "postgres": self._ground.pids["postgres"]}


async def _read(admin: Any, table: str, without: str) -> tuple[list[str], list[Any]]:
    rows = await admin.fetch(f"SELECT * FROM {table} ORDER BY ctid")
    columns = [name for name in rows[0].keys() if name not in without.split(", ")]  # noqa: SIM118 - a record, no dict
    return columns, [tuple(row[name] for name in columns) for row in rows]


def _workbook() -> bytes:
    """The file as Excel keeps it: days, times and numbers in cells of their own kind."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        day, hour = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet("AKTIVITAS")
        sheet.write_row(0, 0, COLUMNS)
        for n in range(ROWS):
            who, nth = divmod(n, ROWS // PEOPLE)
            sheet.write_string(n + 1, 0, _nip(who))
            sheet.write_datetime(n + 1, 1, days_back(nth % DAYS), day)
            cells = ("utama", str(butir(who)), f"Melayani warga yang datang, urusan ke-{nth}", "1 berkas", 1)
            for column, cell in enumerate(cells, start=2):
                sheet.write(n + 1, column, cell)
            begins = 8 + nth // DAYS
            sheet.write_datetime(n + 1, 7, time(begins), hour)
            sheet.write_datetime(n + 1, 8, time(begins, 45), hour)
    return buffer.getvalue()


def _nip(n: int) -> str:
    return f"198001012005{n:06d}"


async def _prepare(ground: Ground) -> None:
    await ground.provision("activity")
    connection: Any = await ground.connect("activity")
    await people(connection)
    await connection.executemany(
        "UPDATE pegawai SET nip = $3 WHERE tenant = $1 AND asn_id = $2",
        [(TENANT, person(n), _nip(n)) for n in range(PEOPLE)],
    )
    await connection.execute(
        "INSERT INTO pegawai (tenant, asn_id, nama, opd, status, validated, tmt_jabatan, peran)"
        " VALUES ($1, $2, 'Administrator', '1.01', 'aktif', true, '2020-01-01', '{admin_pd}')",
        TENANT, ADMIN,
    )  # fmt: skip
    await connection.execute("CREATE TABLE peer (LIKE activity INCLUDING ALL) PARTITION BY RANGE (tanggal)")
    for month in {days_back(n).replace(day=1) for n in range(DAYS)}:
        after = (month + timedelta(days=31)).replace(day=1)
        span = f"FROM ('{month}') TO ('{after}')"
        await connection.execute(f"CREATE TABLE peer_{month:%Y%m} PARTITION OF peer FOR VALUES {span}")
    await connection.execute("CREATE TABLE peer_outbox (LIKE outbox INCLUDING ALL)")
    await connection.execute("GRANT ALL ON peer, peer_outbox TO activity_app")
    await connection.execute("ANALYZE")
    await connection.close()


async def run(ground: Ground, rounds: int) -> Outcome:
    """Rounds without and with waiting for the disk."""
    await _prepare(ground)
    fill = BackFill(ground)
    runs: dict[str, list[Run]] = {}
    for how in ("fsync off", "fsync on"):
        if how == "fsync on":
            await ground.set(fsync="on", full_page_writes="on")
        contenders = {
            f"parse and preview, {how}": fill.preview,
            f"confirmed, {how}": fill.confirmed,
            f"COPY, {how}": fill.copied,
            f"COPY with the events, {how}": fill.copied_with_facts,
        }
        runs |= await interleave(contenders, rounds)
        both = zip(runs[f"parse and preview, {how}"], runs[f"confirmed, {how}"], strict=True)
        runs[f"from the file to the end, {how}"] = [_sum(one, two) for one, two in both]
    await fill.database.close()
    goals = [
        Goal(f"confirmed / COPY, {how}", ratio(runs[f"confirmed, {how}"], runs[f"COPY, {how}"]), 0.65)
        for how in ("fsync off", "fsync on")
    ]
    proofs = [f"each round {ROWS} activities and {ROWS} events, each once, no part left; as many rows of each COPY"]
    return Outcome(f"S16  back-fill of {ROWS} activities of {PEOPLE} people from one file", runs, goals, proofs)


def _sum(one: Run, two: Run) -> Run:
    cpu = {name: one.cpu[name] + two.cpu[name] for name in one.cpu}
    return Run(one.operations, one.seconds + two.seconds, cpu)
