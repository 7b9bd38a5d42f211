"""A month lived on the running system while its processes are killed; what is left are the people, signed in."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

import asyncpg
import msgspec
import pytest
from playwright.async_api import Browser
from rich.console import Console

from ekinerja.demo.client import Api, User
from ekinerja.demo.run import Stage, run_demo
from ekinerja.demo.story import Story
from ekinerja.process import until
from ekinerja.stack import Stack
from tests import refusals
from tests.browser import browser
from tests.story import december

# Day of December → whom kill -9 hits while everyone enters the day's activities.
# What is killed comes back without its fast wing (docs/decisions/0061), until the month is over.
WITHOUT_WING = ("activity", "gateway")
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


def _wing(stack: Stack, name: str, wing: str) -> None:
    """With or without it from its next start on."""
    child = stack.supervisor.children[name]
    child.recipe = msgspec.structs.replace(child.recipe, env={**child.recipe.env, "EKINERJA_FAST": wing})


@pytest.fixture(scope="module")
async def chromium() -> AsyncIterator[Browser]:
    """A browser for the tests of a file."""
    async with browser() as running:
        yield running


@pytest.fixture(scope="session")
async def lived(system: Stack, servers: Stack) -> AsyncIterator[Lived]:
    told, killed = io.StringIO(), []

    async def meanwhile(stage: Stage, day: int) -> None:
        if day == december.DAY:
            await december.at_windows(system, stage.stories[1])
        if day == december.AFTER:
            await december.after_receipt(system, stage.stories[1])
        name = KILLED.get(day, "")
        for stack in (system, servers):
            if name in stack.supervisor.children:
                if name in WITHOUT_WING:
                    _wing(stack, name, "off")
                stack.kill(name)
                killed.append(name)

    # what other tests wrote is not the story's to recover when its PostgreSQL is killed
    admin = await asyncpg.connect(f"{servers.environment.postgres}/postgres")
    await admin.execute("CHECKPOINT")
    await admin.close()
    stage = await run_demo(system, Console(file=told, width=150), meanwhile)
    for name in WITHOUT_WING:
        assert system.supervisor.children[name].recipe.env["EKINERJA_FAST"] == "off"
        _wing(system, name, "on")
        system.kill(name)
        assert await until(partial(system.probe, name), 60, lambda: True) is None
    kuansing, konsel = stage.stories
    await kuansing.api.open()
    yield Lived(kuansing, konsel, stage.operator, told.getvalue(), killed)
    await kuansing.api.__aexit__()
