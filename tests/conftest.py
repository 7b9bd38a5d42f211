"""The servers of a test run, taken from this project, from Docker or from the environment; a missing one fails."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import ExitStack

import pytest

from ekinerja.external import External, from_environment
from ekinerja.instance import Instance
from ekinerja.stack import Stack

# Everyone of the demo signs in from one address within seconds.
os.environ.setdefault("EKINERJA_RATE", "200/1000,50/400")

SOURCES = ("embedded", "docker", "env")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--servers", choices=SOURCES, default="embedded", help="where PostgreSQL, Valkey, Kafka come from")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by what a test asks for, so that nobody has to remember to."""
    for item in items:
        wanted = set(getattr(item, "fixturenames", ()))
        if "system" in wanted:
            item.add_marker(pytest.mark.stack)
        elif "servers" in wanted:
            item.add_marker(pytest.mark.servers)


@pytest.fixture(scope="session")
async def servers(request: pytest.FixtureRequest) -> AsyncIterator[Stack]:
    """PostgreSQL, Valkey and Kafka, with nothing of the product in them yet."""
    source = request.config.getoption("--servers")
    with ExitStack() as containers:
        found = External()
        if source == "docker":
            from tests.containers import started

            found = started(containers)
        elif source == "env":
            found = from_environment()
            assert found.postgres and found.kafka and found.redis, (
                "--servers=env needs EKINERJA_POSTGRES, _KAFKA, _REDIS"
            )
        instance = Instance(os.environ.get("EKINERJA_TEST_SERVERS", "test-servers"), base_port=0, profile="test")
        instance.remove()
        stack = Stack(instance, services=(), gateway=False, servers=found)
        await stack.start()
        yield stack
        await stack.stop()
        if not request.session.testsfailed:  # else its logs are wanted
            instance.remove()


@pytest.fixture(scope="session")
async def system(request: pytest.FixtureRequest, servers: Stack) -> AsyncIterator[Stack]:
    """Six services and the gateway on those servers, each a process of its own."""
    instance = Instance("test-system", base_port=0, profile="test")
    instance.remove()
    kafka = servers.environment.kafka
    existing = External(
        postgres=servers.environment.postgres,
        redis=servers.redis(),
        kafka=kafka.kafka,
        kafka_user=kafka.kafka_user,
        kafka_password=kafka.kafka_password,
        kafka_security=kafka.kafka_security,
    )
    stack = Stack(instance, servers=existing)
    await stack.start()
    yield stack
    await stack.stop()
    if not request.session.testsfailed:
        instance.remove()
