"""The running system looks after systems of others by itself: whose release of data is over, is shut out."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from ekinerja import topics
from ekinerja.kafka import client_config
from ekinerja.stack import Stack

_RELEASE = """
INSERT INTO pelepasan (tenant, pelepasan_id, pihak, tujuan, dasar, data, dari, sampai, opd, berlaku_sampai, topik,
    dimohon_oleh, dimohon_pada, version)
VALUES ('konsel', $1, 'Bank', 'Pembayaran', 'S-1', '{}', '2026-01-01', '2026-01-31', '{DINKES}', '2026-01-31', '{tpp}',
    $1, now(), 1)
"""
_READER = "INSERT INTO pembaca (tenant, pelepasan_id, nama, dibuka, topik) VALUES ('konsel', $1, $2, now(), '{tpp}')"


async def test_kuan_p26_2_reading_b22_the_system_shuts_out_within_a_minute(system: Stack) -> None:
    ident, name, password = uuid4(), "bank-lama", "a password that was good once"
    connection = await asyncpg.connect(system.admin_dsn("ekinerja_reporting"))
    try:
        await asyncio.to_thread(topics.let_in, system.environment.kafka, name, ["ekinerja.tpp"], password)
        await connection.execute(_RELEASE, ident)
        await connection.execute(_READER, ident, name)
        why = ""
        async with asyncio.timeout(60):
            while not why:
                await asyncio.sleep(0.5)
                why = await connection.fetchval("SELECT sebab FROM pembaca WHERE nama = $1", name)
        assert "berakhir pada 2026-01-31" in why
        given = client_config(system.kafka_servers(), name, password, "SASL_PLAINTEXT")
        with pytest.raises(KafkaException):
            await asyncio.to_thread(lambda: AdminClient(given).list_topics(timeout=4))
        acts = await connection.fetch("SELECT act FROM audit WHERE subject = $1", str(ident))
        assert [row["act"] for row in acts] == ["reader.shut_out"]
    finally:
        await connection.execute("DELETE FROM pembaca WHERE pelepasan_id = $1", ident)
        await connection.execute("DELETE FROM pelepasan WHERE pelepasan_id = $1", ident)
        await connection.close()
