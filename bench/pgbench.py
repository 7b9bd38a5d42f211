"""The peer of submission: pgbench with the plainest SQL that keeps an activity and its event."""

from __future__ import annotations

import asyncio
import re
import resource
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from bench.ground import DAYS, PEOPLE, Ground
from bench.measure import Meter, Run, Wrong
from ekinerja.postgres import BIN

CLIENTS = 8
PEER = "peer"

_PICK = f"""\\set n random(0, {PEOPLE - 1})
\\set d random(1, {DAYS})
"""
_ACTIVITY = f"""INSERT INTO activity
 (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas, mulai, selesai,
 submitted_at, due_on, lapse_on, late, jabatan)
 VALUES ('{PEER}', uuidv7(), ('00000000-0000-4000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid,
 current_date - :d::int, 'utama', '00000000-0000-4001-8000-000000000001',
 'Menyusun laporan harian kegiatan pelayanan', '1 laporan', 1, '08:00', '09:30',
 now(), current_date + 9, current_date + 9, false, 'Analis')"""
_HEADERS = "decode(repeat('86a563655f6964', 60), 'hex')"
_BODY = "decode(repeat('7b22616374697669', 38), 'hex')"
_OUTBOX = f"""INSERT INTO outbox (tenant, event_id, type, key, subject, version, headers, body)
 VALUES ('{PEER}', uuidv7(), 'ekinerja.activity.submitted.v1',
 lpad(to_hex(:n::int), 36, '0'), lpad(to_hex(:n::int), 36, '1'),
 1, {_HEADERS}, {_BODY})"""

TRANSACTION = f"{_PICK}BEGIN;\n{_ACTIVITY};\n{_OUTBOX};\nCOMMIT;\n".replace("\n ", " ")
ONE_STATEMENT = f"{_PICK}WITH a AS ({_ACTIVITY})\n {_OUTBOX};\n".replace("\n ", " ")


class Pgbench:
    """Eight clients with prepared statements, for some seconds, as fast as they can or at a rate."""

    def __init__(self, ground: Ground, script: str, seconds: int, rate: float = 0.0) -> None:
        self._ground = ground
        self._script = script
        self._seconds = seconds
        self._rate = rate
        self.output = ""
        self.latencies: list[float] = []

    async def __call__(self) -> Run:
        connection = await self._ground.connect("activity")
        before = await connection.fetchval("SELECT count(*) FROM activity WHERE tenant = $1", PEER)
        meter = Meter({"postgres": self._ground.pids["postgres"]})
        began = _children()
        with meter.on():
            done = await self._run()
        after = await connection.fetchval("SELECT count(*) FROM activity WHERE tenant = $1", PEER)
        await connection.close()
        if after - before != done:
            raise Wrong(f"pgbench says {done} transactions, the table has {after - before} more rows")
        return meter.run(done, self.latencies, pgbench=_children() - began)

    async def _run(self) -> int:
        url = urlsplit(self._ground.stack.admin_dsn("ekinerja_activity"))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "script.sql"
            file.write_text(self._script)
            argv = [str(BIN / "pgbench"), "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-f", str(file)]
            argv += ["-T", str(self._seconds), "-h", str(url.hostname), "-p", str(url.port), "-U", str(url.username)]
            argv += ["-R", str(self._rate), "-l", f"--log-prefix={folder}/log"] if self._rate else []
            process = await asyncio.create_subprocess_exec(
                *argv, url.path.lstrip("/"), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
                env={"PGPASSWORD": url.password or "", "LC_ALL": "C"},
            )  # fmt: skip
            out, err = await process.communicate()
            self.latencies = [_taken(line) for file in Path(folder).glob("log.*") for line in file.open()]
        self.output = out.decode()
        found = re.search(r"number of transactions actually processed: (\d+)", self.output)
        if process.returncode or not found:
            raise Wrong(f"pgbench: {err.decode()[-500:]}")
        return int(found[1])


def _taken(line: str) -> float:
    """Seconds from the time a transaction was due to its end: the third word of a line, in microseconds."""
    return int(line.split()[2]) / 1e6


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
