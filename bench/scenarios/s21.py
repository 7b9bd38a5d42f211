"""S21: the first passwords of a hundred accounts that are activated together, beside those that people choose."""

from __future__ import annotations

import asyncio
import os
import secrets
import statistics
from collections.abc import Awaitable, Callable

from bench.ground import Ground
from bench.measure import Contender, Meter, Run, Wrong, interleave
from bench.table import Goal, Outcome
from services.identity.commands.account import Passwords

ACCOUNTS = 100
ENOUGH_SECONDS = 2.0


class Hashing:
    """A hundred passwords hashed as production hashes them, as many at a time as the service has threads for."""

    def __init__(self, passwords: Passwords, how: Callable[[str], Awaitable[str]]) -> None:
        self._passwords = passwords
        self._how = how

    async def __call__(self) -> Run:
        given = [secrets.token_urlsafe(9) for _ in range(ACCOUNTS)]
        meter = Meter({"bench": os.getpid()})
        with meter.on():
            hashes = await asyncio.gather(*(self._how(one) for one in given))
        if not await self._passwords.matches(hashes[0], given[0]):
            raise Wrong("a first password does not open its account")
        return meter.run(ACCOUNTS)


async def run(ground: Ground, rounds: int) -> Outcome:
    """In turns; the servers have no part in it."""
    passwords = Passwords("production")
    contenders: dict[str, Contender] = {
        "first passwords": Hashing(passwords, passwords.hash_random),
        "chosen passwords": Hashing(passwords, passwords.hash),
    }
    runs = await interleave(contenders, rounds)
    seconds = statistics.median(one.seconds for one in runs["first passwords"])
    goals = [Goal(f"seconds for {ACCOUNTS} first passwords", seconds, ENOUGH_SECONDS, at_most=True)]
    return Outcome(f"S21 first passwords of {ACCOUNTS} accounts", runs, goals, ["each opens its account"])
