"""Systems of outside parties on Kafka: let in while a release is open in every Pemda, shut out when one is not.

A topic holds every Pemda and every PD, so each Pemda that has people must have let its data go (KUAN P26(2)).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from chassis.clock import clock_for
from chassis.db import Database, Who, Work
from chassis.regulation import Packs
from contracts.event import topic_of
from contracts.refusal import Refusal
from ekinerja import laws, topics
from ekinerja.environment import Environment
from ekinerja.offsets import how_far
from ekinerja.refusal import Unable
from services.reporting.commands import readers
from services.reporting.domain.pelepasan import UNKNOWN
from services.reporting.store.readers import Progress

EVERY_SECONDS = 15.0
PROGRESS_EVERY = 240  # looks, so an hour
BY_OPERATOR = "ditutup operator"
NO_RELEASE = "tanpa pelepasan data di {tenant}"


class Readers:
    """reporting's book of readers together with their rights on Kafka."""

    def __init__(self, environment: Environment, database: Database) -> None:
        self._kafka = environment.kafka
        self._database = database
        self._tenants = sorted(database.packs.tenants())

    async def admit(self, name: str, services: Sequence[str], releases: Sequence[UUID], password: str) -> bool:
        """Let a system read these services' events in place of what it read before; whether the password is new.

        Unable where a Pemda has no release open for all of it.
        """
        found = {tenant: await self._release(tenant, services, releases) for tenant in await self._with_people()}
        if not found:
            raise Unable("no Pemda has people yet: there is nothing to read")
        for tenant, ident in found.items():
            async with self._work(tenant) as work:
                await readers.let_in(work, name, ident, services)
        fresh = await asyncio.to_thread(topics.let_in, self._kafka, name, [topic_of(s) for s in services], password)
        # the watch may have closed the book before the rights were there to be taken away
        if not all([await self._is_open(tenant, name) for tenant in found]):
            await self.shut_out(name, BY_OPERATOR)
            raise Unable(f"a release of {name} ended meanwhile")
        return fresh

    async def _is_open(self, tenant: str, name: str) -> bool:
        async with self._work(tenant) as work:
            return name in await readers.opened(work)

    async def _with_people(self) -> list[str]:
        found = []
        for tenant in self._tenants:
            async with self._work(tenant) as work:
                found += [tenant] if await readers.has_people(work) else []
        return found

    async def _release(self, tenant: str, services: Sequence[str], releases: Sequence[UUID]) -> UUID:
        for ident in releases:
            try:
                async with self._work(tenant) as work:
                    return (await readers.check(work, ident, services)).pelepasan_id
            except Refusal as no:
                if no.rule is not UNKNOWN:
                    raise Unable(f"{tenant}: {no.message}") from None
        raise Unable(f"{tenant}: a topic holds every Pemda; name with --release one that {tenant} has opened, too")

    async def shut_out(self, name: str, why: str) -> None:
        """Take the rights away first, then keep what was read and why it is over."""
        await asyncio.to_thread(topics.shut_out, self._kafka, name)
        await self._keep_progress(name, at_the_end=True)
        for tenant in self._tenants:
            async with self._work(tenant) as work:
                await readers.shut_out(work, name, why)

    async def look(self) -> dict[str, str]:
        """Shut out whose release is over; returns them with the reason."""
        over: dict[str, str] = {}
        let_in: dict[str, set[str]] = {}
        for tenant in self._tenants:
            async with self._work(tenant) as work:
                over |= await readers.to_shut_out(work)
                for name in await readers.opened(work):
                    let_in.setdefault(name, set()).add(tenant)
        if let_in:
            peopled = await self._with_people()
            for name, tenants in let_in.items():
                if missing := sorted(set(peopled) - tenants):
                    over.setdefault(name, NO_RELEASE.format(tenant=", ".join(missing)))
        for name, why in over.items():
            await self.shut_out(name, why)
        return over

    async def keep_progress(self) -> None:
        """Write down how far each has read."""
        names: set[str] = set()
        for tenant in self._tenants:
            async with self._work(tenant) as work:
                names |= set(await readers.opened(work))
        for name in sorted(names):
            await self._keep_progress(name)

    async def _keep_progress(self, name: str, *, at_the_end: bool = False) -> None:
        services: set[str] = set()
        for tenant in self._tenants:
            async with self._work(tenant) as work:
                one = (await readers.opened(work)).get(name)
                services |= set(one.topik) if one else set()
        by_topic = {topic_of(service): service for service in services}
        read = await asyncio.to_thread(how_far, self._kafka, name, sorted(by_topic), at_the_end=at_the_end)
        progress = [Progress(by_topic[r.topic], r.partition, r.oldest, r.until) for r in read]
        for tenant in self._tenants:
            async with self._work(tenant) as work:
                await readers.keep_progress(work, name, progress)

    @asynccontextmanager
    async def _work(self, tenant: str) -> AsyncIterator[Work]:
        async with self._database.work(Who(tenant=tenant, actor="system:reader")) as work:
            yield work


@asynccontextmanager
async def opened(environment: Environment) -> AsyncIterator[Readers]:
    """The book, for a while; Unable where the database does not answer."""
    dsn, packs = environment.dsn("reporting", "app"), Packs.load(laws.folder())
    database = Database(dsn, "reporting", packs, clock_for(environment.clock_file), pool_size=1)
    try:
        yield Readers(environment, database)
    except OSError as err:
        raise Unable(f"the database of reporting does not answer: {err}") from None
    finally:
        await database.close()


async def watch(environment: Environment, tell: Callable[[str], None]) -> None:
    """Look every quarter of a minute, for good; a server that is away is told once and asked again."""
    said = ""
    async with opened(environment) as book:
        look = 0
        while True:
            try:
                for line in told(await book.look()):
                    tell(line)
                if look % PROGRESS_EVERY == 0:
                    await book.keep_progress()
                look, said = look + 1, ""
            except Exception as err:
                # whatever is away now: a reader whose release is over must be shut out once it is back
                if (line := f"readers cannot be looked after: {type(err).__name__}") != said:
                    tell(line)
                said = line
            await asyncio.sleep(EVERY_SECONDS)


def told(over: dict[str, str]) -> Iterable[str]:
    """A line for each that was shut out."""
    return [f"reader {name} is let in no more: {why}" for name, why in sorted(over.items())]
