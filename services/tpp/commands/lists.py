"""What people do with the list of a month: heads of PD agree, the head of BKPP or BKPSDM makes it final."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.vocabulary import Kode, Periode
from services.tpp.domain import daftar as rules
from services.tpp.domain.daftar import Daftar, Seen, Signed
from services.tpp.store import lists, runs
from services.tpp.store.people import person, post_of

Ke = Annotated[int, Meta(ge=0, le=999, description="0: the first list of the month; from 1 on a list of differences")]
Orang = Annotated[int, Meta(ge=0, le=1_000_000, description="people in it, as they were shown")]
Jumlah = Annotated[int, Meta(ge=-(2**53), le=2**53, description="rupiah in all, as they were shown")]
Alasan = Annotated[str, Meta(pattern=r"\S", max_length=1000, description="what is wrong, for the pengelola TPP")]


class AgreeList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head of a PD agrees to its part of a list, as it was shown."""

    periode: Periode
    ke: Ke
    opd: Kode
    orang: Orang
    jumlah: Jumlah


class ReturnList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head of a PD sends its part of a list back: something in it is wrong."""

    periode: Periode
    ke: Ke
    opd: Kode
    orang: Orang
    jumlah: Jumlah
    alasan: Alasan


class FinalizeList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The head of BKPP or BKPSDM says the final word on a list, as it was shown."""

    periode: Periode
    ke: Ke
    orang: Orang
    jumlah: Jumlah


class ExportList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A final list is taken for payment."""

    periode: Periode
    ke: Ke


class ListStage(Struct, frozen=True):
    """How far a list is now: draf, final, diekspor."""

    periode: str
    ke: int
    tahap: str


async def agree(work: Work, actor: Actor, command: AgreeList) -> None:
    """Keep the agreement; it falls away when the part changes (section 5: each PD's list agreed by its head)."""
    found = await _of_own_pd(work, actor, command)
    await lists.say(work, actor, found, command.opd, setuju=True, alasan="")
    await work.audit("tpp.list_agreed", found.ident, {"opd": command.opd, "jumlah": command.jumlah})


async def send_back(work: Work, actor: Actor, command: ReturnList) -> None:
    """Keep what is wrong; nothing is final before the head agrees."""
    found = await _of_own_pd(work, actor, command)
    await lists.say(work, actor, found, command.opd, setuju=False, alasan=command.alasan)
    await work.audit("tpp.list_returned", found.ident, {"opd": command.opd, "jumlah": command.jumlah})


async def _of_own_pd(work: Work, actor: Actor, command: AgreeList | ReturnList) -> Daftar:
    who = await person(work, actor)
    found = await locked(work, command.periode, command.ke)
    rules.check_pd(found, command.opd, who, Seen(command.orang, command.jumlah))
    return found


async def finalize(work: Work, actor: Actor, command: FinalizeList) -> ListStage:
    """Nothing of the list changes from here on; what is computed later goes into a list of differences."""
    found = await locked(work, command.periode, command.ke)
    example = await runs.by_example(work, command.periode)
    signed = Signed(new_id(), await post_of(work, actor))
    event = rules.finalize(found, Seen(command.orang, command.jumlah), signed, contoh=example)
    await lists.make_final(work, actor, found, signed)
    await work.record(event, 1)
    await work.audit("tpp.list_finalized", found.ident, {"orang": found.orang, "jumlah": found.jumlah})
    return ListStage(found.periode, found.ke, "final")


async def export(work: Work, actor: Actor, command: ExportList) -> ListStage:
    """Write down that a final list is taken for payment; said again, the first time holds."""
    found = await locked(work, command.periode, command.ke)
    rules.check_payable(found)
    await lists.make_exported(work, actor, found)
    await work.audit("tpp.list_exported", found.ident, {"orang": found.orang, "jumlah": found.jumlah})
    return ListStage(found.periode, found.ke, "diekspor")


async def locked(work: Work, periode: str, ke: int) -> Daftar:
    """A list, while no run and nobody else changes it; Refusal 404 where there is none."""
    await runs.lock_run(work, periode)
    return await lists.list_of(work, periode, ke)
