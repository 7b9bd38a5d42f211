"""`ekinerja readers`: watch over the systems of others that were let in."""

from __future__ import annotations

import asyncio
from typing import Annotated

from cyclopts import Parameter

from ekinerja import readers as book
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import Instance, Profile


def readers(
    *,
    once: bool = False,
    instance: str = "main",
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Shut out within a minute whose release of data is over, until stopped. `ekinerja up` does it by itself.

    Parameters
    ----------
    once
        Look once and end.
    instance
        Name of the instance.
    profile
        What it was started with.
    """
    environment = Environment(Instance(instance, profile=profile), from_environment())
    asyncio.run(_once(environment) if once else book.watch(environment, lambda line: print(line, flush=True)))


async def _once(environment: Environment) -> None:
    async with book.opened(environment) as found:
        over = await found.look()
        await found.keep_progress()
    for line in book.told(over):
        print(line)
