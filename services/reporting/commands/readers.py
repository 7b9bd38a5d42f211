"""Systems of outside parties on our topics: let in under an open release, watched, shut out (KUAN P26(2)).

The command `ekinerja reader` calls these; it holds the rights on Kafka, which no service has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal
from services.reporting.domain.pelepasan import Pelepasan, check_reader
from services.reporting.store import readers, recaps, releases
from services.reporting.store.asked import asked_of
from services.reporting.store.readers import Progress, Reader


async def check(work: Work, ident: UUID, topik: Sequence[str]) -> Pelepasan:
    """The release, open for these topics now; Refusal 404 or 409 says why not."""
    release = await releases.locked(work, ident)
    check_reader(release, topik, await recaps.known_units(work), asked_of(work), work.today)
    return release


async def let_in(work: Work, nama: str, ident: UUID, topik: Sequence[str]) -> None:
    """Keep that a system reads these topics from now on, instead of what it read before; all find it in their trail."""
    release = await check(work, ident, topik)
    now = [(r.topik, of) for of, r in await readers.open_readers(work) if r.nama == nama]
    if now == [(tuple(topik), ident)]:
        return
    await shut_out(work, nama, "diganti")
    await readers.add(work, nama, ident, topik)
    detail = {"pelepasan": str(ident), "nama": nama, "topik": list(topik)}
    await keep_group_readings(work, "reader.let_in", None, _purpose(release), **detail)


async def shut_out(work: Work, nama: str, sebab: str) -> None:
    """Keep that a system reads no more, and why."""
    for ident in await readers.close(work, nama, sebab):
        await work.audit("reader.shut_out", str(ident), {"nama": nama, "sebab": sebab})


async def has_people(work: Work) -> bool:
    """Whether the Pemda has begun: then its data stand in the topics."""
    return bool(await recaps.known_units(work))


async def opened(work: Work) -> Mapping[str, Reader]:
    """The systems that are let in, by name."""
    return {one.nama: one for _, one in await readers.open_readers(work)}


async def to_shut_out(work: Work) -> dict[str, str]:
    """The systems whose release is not open for everything any more, and why."""
    found = {}
    for ident, one in await readers.open_readers(work):
        try:
            await check(work, ident, one.topik)
        except Refusal as no:
            found[one.nama] = no.message
    return found


async def keep_progress(work: Work, nama: str, read: Sequence[Progress]) -> None:
    """Write down which records a system has read since the last time; all find in their trail how many."""
    for ident, one in await readers.open_readers(work):
        if one.nama == nama and (count := await readers.keep_progress(work, nama, ident, read)):
            purpose = _purpose((await releases.one(work, ident)).release)
            detail = {"pelepasan": str(ident), "nama": nama, "rekaman": count}
            await keep_group_readings(work, "reader.read", None, purpose, **detail)


def _purpose(release: Pelepasan) -> str:
    return f"{release.pihak}: {release.tujuan}"
