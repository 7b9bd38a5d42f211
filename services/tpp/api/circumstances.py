"""Circumstances of people that change the pay: recorded, ended, listed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from chassis.reading import Purpose, keep_group_readings
from chassis.service import GivenActor, GivenWork
from services.tpp.commands import circumstances as commands
from services.tpp.store import circumstances
from services.tpp.store.circumstances import CircumstanceLine

MayNip = Annotated[str | None, QueryParameter(pattern=r"^[0-9]{18}$", max_length=18)]


class Kind(Struct, frozen=True):
    """A circumstance that the policy of this month knows."""

    kode: str
    nama: str


class Circumstances(Struct, frozen=True):
    """What is recorded, the newest first, at most 500; and what may be recorded now."""

    keadaan: tuple[CircumstanceLine, ...]
    jenis: tuple[Kind, ...]


@get("/circumstances", opt={"refuses": "circumstance"})
async def list_pay_circumstances(work: GivenWork, tujuan: Purpose, nip: MayNip = None) -> Circumstances:
    """The last circumstances of everybody, or those of one person; the purpose is kept."""
    found = await circumstances.listed(work, nip)
    await keep_group_readings(work, "tpp.circumstances_read", None, tujuan)
    kinds = await commands.kinds(work, f"{work.today:%Y-%m}")
    return Circumstances(tuple(found), tuple(Kind(kode, kind.nama) for kode, kind in kinds.items()))


@post("/circumstances", status_code=201, opt={"refuses": "circumstance"})
async def record_pay_circumstance(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.RecordCircumstance]
) -> commands.CircumstanceState:
    """Record a circumstance of a person by its decree."""
    return await commands.record(work, actor, data)


@post("/circumstances/{keadaan_id:uuid}/end", status_code=200, opt={"refuses": "circumstance"})
async def end_pay_circumstance(
    work: GivenWork, actor: GivenActor, keadaan_id: FromPath[UUID], data: JSONBody[commands.EndCircumstance]
) -> commands.CircumstanceState:
    """End a circumstance after a month, or take back one that was recorded by mistake."""
    return await commands.end(work, actor, keadaan_id, data)


ROUTES = [list_pay_circumstances, record_pay_circumstance, end_pay_circumstance]
