"""The ground of a benchmark: the embedded servers, the database of one service, people to act in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from ekinerja.instance import Instance
from ekinerja.rights import Wants
from ekinerja.stack import Stack

TENANT = "kuansing"
PEOPLE = 2000
DAYS = 20
# Production records a share of the traces; so do we.
SAMPLED = {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": "0.05"}


class Ground:
    """Servers that run, and doors to them."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    @property
    def pids(self) -> dict[str, int]:
        """The servers whose CPU is read."""
        return {name: pid for name in ("postgres", "kafka") if (pid := self.stack.pid(name))}

    async def connect(self, service: str) -> Any:
        """An administrator's connection to the database of a service: no row is closed to it."""
        return await asyncpg.connect(self.stack.admin_dsn(f"ekinerja_{service}"))

    async def set(self, **settings: str) -> None:
        """Change settings of the running PostgreSQL."""
        connection = await asyncpg.connect(self.stack.admin_dsn())
        try:
            for name, value in settings.items():
                await connection.execute(f"ALTER SYSTEM SET {name} = {value}")
            await connection.execute("SELECT pg_reload_conf()")
        finally:
            await connection.close()

    async def provision(self, *services: str) -> None:
        """Databases, topics and rights of these services, the same way as in a real instance."""
        from ekinerja.rights import declared

        await self.stack.provision_databases(services)
        wants: list[Wants] = list(declared(services))
        await self.stack.provision_topics(wants)


@asynccontextmanager
async def ground(with_kafka: bool = True) -> AsyncIterator[Ground]:
    """A throw-away instance with nothing of the product running in it."""
    os.environ.update(SAMPLED)
    instance = Instance("bench", base_port=0, profile="test")
    instance.remove()
    stack = Stack(instance, services=(), gateway=False)
    await stack.start()
    try:
        yield Ground(stack)
    finally:
        await stack.stop()
        instance.remove()


def person(n: int) -> UUID:
    return UUID(int=(0x4000 << 64) | (0x8 << 60) | n)


def butir(n: int) -> UUID:
    return UUID(int=(0x4001 << 64) | (0x8 << 60) | n)


def days_back(n: int) -> date:
    """A day that people report on; today's own could be over at midnight."""
    return date.today() - timedelta(days=1 + n)


async def people(connection: Any) -> None:
    """Validated employees with one kinerja each, as activity knows them from the events of others."""
    numbers = range(PEOPLE)
    year = date.today().year
    await connection.executemany(
        "INSERT INTO pegawai (tenant, asn_id, nama, opd, atasan_id, status, validated, tmt_jabatan)"
        " VALUES ($1, $2, 'Seseorang', '1.01', NULL, 'aktif', true, '2020-01-01')",
        [(TENANT, person(n)) for n in numbers],
    )
    await connection.executemany(
        "INSERT INTO butir (tenant, butir_id, asn_id, skp_id, kategori, uraian, target, mulai, selesai, sampai)"
        " VALUES ($1, $2, $3, $2, 'utama', 'Menyusun laporan', 12, $4, $5, $5)",
        [(TENANT, butir(n), person(n), date(year - 1, 1, 1), date(year, 12, 31)) for n in numbers],
    )
