"""The last steps of many SKPs at once: agree, set, ratify."""

from __future__ import annotations

from litestar import post
from litestar.params import JSONBody

from chassis.service import GivenActor, GivenWork
from services.skp.commands import together


@post("/sasaran/agree", status_code=200, opt={"group": "penginputan", "refuses": "decide plan step"})
async def agree_many_skp(work: GivenWork, actor: GivenActor, data: JSONBody[together.ManySkp]) -> together.ManyStates:
    """Agree to the SKPs of one's people, all or none; a refusal names each that is in the way."""
    return await together.agree_many(work, actor, data)


@post(
    "/sasaran/set", status_code=200, opt={"group": "penginputan", "refuses": "cascade change decide earlier plan step"}
)
async def set_many_skp(work: GivenWork, actor: GivenActor, data: JSONBody[together.ManySkp]) -> together.ManyStates:
    """Set the SKPs of one's people, as the penilai, all or none."""
    return await together.set_many(work, actor, data)


@post("/sasaran/ratify", status_code=200, opt={"group": "penginputan", "refuses": "change decide plan step"})
async def ratify_many_skp(work: GivenWork, actor: GivenActor, data: JSONBody[together.ManySkp]) -> together.ManyStates:
    """Ratify the SKPs of JPT Pratama, as Bupati, all or none (KON P10(3))."""
    return await together.ratify_many(work, actor, data)


ROUTES = [agree_many_skp, set_many_skp, ratify_many_skp]
