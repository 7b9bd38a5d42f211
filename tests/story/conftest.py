"""A month lived on the running system while its processes are killed; what is left are the people, signed in."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg
import msgspec
import pytest
from rich.console import Console

from ekinerja.demo.client import Api, User
from ekinerja.demo.run import run_demo
from ekinerja.demo.story import Story
from ekinerja.stack import Stack
from tests import refusals

# Day of December → whom kill -9 hits while everyone enters the day's activities.
KILLED = {3: "activity", 6: "reporting", 9: "kafka", 12: "postgres", 15: "gateway", 18: "identity"}


class Lived(msgspec.Struct):
    """The two Pemda after the month, the operator, what was printed, and who was killed."""

    kuansing: Story
    konsel: Story
    operator: User
    told: str
    killed: list[str]


@pytest.fixture(scope="session", autouse=True)
def published() -> Iterator[None]:
    """Every refusal that anybody of the story meets is one that its operation publishes."""
    asked = Api._once

    async def once(api: Api, method: str, path: str, options: dict[str, Any]) -> tuple[int, Any, Any]:
        answered = await asked(api, method, path, options)
        refusals.check_path(method, path, answered[0], answered[1])
        return answered

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Api, "_once", once)
        yield


@pytest.fixture(scope="session")
async def lived(system: Stack, servers: Stack) -> AsyncIterator[Lived]:
    told, killed = io.StringIO(), []

    async def meanwhile(day: int) -> None:
        name = KILLED.get(day, "")
        for stack in (system, servers):
            if name in stack.supervisor.children:
                stack.kill(name)
                killed.append(name)

    # what other tests wrote is not the story's to recover when its PostgreSQL is killed
    admin = await asyncpg.connect(f"{servers.environment.postgres}/postgres")
    await admin.execute("CHECKPOINT")
    await admin.close()
    stage = await run_demo(system, Console(file=told, width=150), meanwhile)
    kuansing, konsel = stage.stories
    await kuansing.api.open()
    yield Lived(kuansing, konsel, stage.operator, told.getvalue(), killed)
    await kuansing.api.__aexit__()
