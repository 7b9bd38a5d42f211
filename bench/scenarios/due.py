"""A million entries whose clock ran out unseen, and the proof of what became of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from bench.ground import TENANT, Ground
from bench.measure import Wrong
from chassis.ids import new_id
from chassis.outbox import unpack_headers
from chassis.runs import expand

ENTRIES = 1_000_000
BY_PERSON = 5  # a day
TOPIC = "ekinerja.activity"
PARTITIONS = 12
DAY = date.today() - timedelta(days=2)  # whose end is past in every zone of Indonesia
_DAYS = 5
_FILL = f"""
INSERT INTO activity (tenant, activity_id, asn_id, tanggal, kategori, butir_id, uraian, output, kuantitas, mulai,
    selesai, submitted_at, due_on, late, lapse_on, jabatan)
SELECT '{TENANT}', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    ('00000000-0000-4002-8000-' || lpad(to_hex(n % {ENTRIES // _DAYS // BY_PERSON}), 12, '0'))::uuid,
    $1::date - 10 + n / {ENTRIES // _DAYS}, 'utama', '00000000-0000-4003-8000-000000000001',
    'Menyusun laporan harian kegiatan pelayanan nomor ' || n, '1 laporan', 1, '08:00', '09:00',
    $1::timestamp - interval '10 days' + n * interval '0.4 s', $1, false, $1, 'Pelaksana'
FROM generate_series($2::int, $3::int) n
"""
_STEP = 250_000
_STATES = """
SELECT count(*) FILTER (WHERE state = 'approved' AND cara = 'auto' AND version = 2) AS approved, count(*) AS entries
FROM activity WHERE tenant = $1 AND asn_id >= '00000000-0000-4002-8000-000000000000'
"""
_OUTSTANDING = "SELECT count(*) FROM deadline WHERE kind LIKE 'approval_lapse%' AND due_at < now()"


class DueEntries:
    """Fills the table anew, sets the deadline off, and counts."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def fill(self) -> None:
        """Entries as they were submitted; what an earlier round left is gone."""
        connection = await self._ground.connect("activity")
        await connection.execute("TRUNCATE activity, outbox, deadline")
        for first in range(0, ENTRIES, _STEP):
            await connection.execute(_FILL, DAY, first, first + _STEP - 1)
        await connection.execute("VACUUM (ANALYZE) activity")
        await connection.execute("CHECKPOINT")
        await connection.close()

    async def arm(self) -> None:
        """The end of the day, as submissions arm it."""
        connection = await self._ground.connect("activity")
        ended = datetime.combine(DAY + timedelta(days=1), time(), timezone.utc)
        await connection.execute(
            "INSERT INTO deadline (id, tenant, kind, subject, due_at) VALUES ($1, $2, 'approval_lapse', $3, $4)",
            new_id(), TENANT, DAY.isoformat(), ended,
        )  # fmt: skip
        await connection.close()

    async def outstanding(self) -> int:
        """Deadlines of the sweep that have not fired."""
        connection = await self._ground.connect("activity")
        left = await connection.fetchval(
            "SELECT count(*) FROM deadline WHERE kind LIKE 'approval_lapse%' AND due_at < now()"
        )
        await connection.close()
        return int(left)

    async def check_states(self) -> None:
        connection = await self._ground.connect("activity")
        row = await connection.fetchrow(_STATES, TENANT)
        await connection.close()
        if (row["approved"], row["entries"]) != (ENTRIES, ENTRIES):
            raise Wrong(f"of {row['entries']} entries {row['approved']} approved once, wanted {ENTRIES}")

    async def check_runs(self, whole: bool = False) -> None:
        """The runs in the outbox tell as many facts; `whole`: written out, one of each entry."""
        connection = await self._ground.connect("activity")
        counted = await connection.fetchval("SELECT sum(version) FROM outbox WHERE key = ''")
        told: set[str] = set()
        async with connection.transaction():
            if whole:
                async for row in connection.cursor("SELECT id, headers, body FROM outbox WHERE key = ''", prefetch=1):
                    for piece in expand(row["id"], unpack_headers(row["headers"]), row["body"]):
                        told.update(fact.header("ce_subject") for fact in piece)
        await connection.close()
        if counted != ENTRIES or (whole and len(told) != ENTRIES):
            raise Wrong(f"{counted} facts in runs, of {len(told)} entries; wanted {ENTRIES}")


class Heard:
    """What Kafka holds of the approvals, read as reporting may."""

    def __init__(self, ground: Ground) -> None:
        self._options: dict[str, Any] = {
            "bootstrap_servers": ground.stack.kafka_servers(), "security_protocol": "SASL_PLAINTEXT",
            "sasl_mechanism": "SCRAM-SHA-512", "sasl_plain_username": "reporting",
            "sasl_plain_password": ground.stack.instance.secrets().roles["reporting_kafka"],
        }  # fmt: skip
        self._places = [TopicPartition(TOPIC, n) for n in range(PARTITIONS)]

    async def ends(self) -> dict[TopicPartition, int]:
        consumer = AIOKafkaConsumer(group_id="ekinerja.reporting", **self._options)
        await consumer.start()
        try:
            return dict(await consumer.end_offsets(self._places))
        finally:
            await consumer.stop()

    async def check(self, begin: dict[TopicPartition, int]) -> int:
        """One approval of each entry since `begin`, under one id however often it was sent; returns the records."""
        told: dict[bytes, set[bytes]] = {}
        records = 0
        end = await self.ends()
        consumer = AIOKafkaConsumer(enable_auto_commit=False, **self._options)
        await consumer.start()
        try:
            consumer.assign(self._places)
            for place, offset in begin.items():
                consumer.seek(place, offset)
            while any([await consumer.position(place) < end[place] for place in self._places]):
                for batch in (await consumer.getmany(timeout_ms=1000, max_records=20_000)).values():
                    for record in batch:
                        head = dict(record.headers)
                        if head["ce_type"] == b"ekinerja.activity.ActivityApproved":
                            told.setdefault(head["ce_subject"] + head["ce_sequence"], set()).add(head["ce_id"])
                            records += 1
        finally:
            await consumer.stop()
        if len(told) != ENTRIES or any(len(ids) != 1 for ids in told.values()):
            raise Wrong(f"approvals of {len(told)} entries in Kafka, some under two ids; wanted {ENTRIES}")
        return records
