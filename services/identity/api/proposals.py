"""What needs a second person: proposed by one, confirmed by another."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.identity.commands import usul
from services.identity.queries import usul as reading


@post("/accounts/reset-proposals", status_code=201, opt={"group": "pemeliharaan", "refuses": "account person proposal"})
async def propose_reset(work: GivenWork, actor: GivenActor, data: JSONBody[usul.ProposeReset]) -> usul.Proposed:
    """Propose a first password for who holds an office; once another has confirmed it, activation or `reset` gives it.

    Its owner is told and may call it off.
    """
    return await usul.propose_reset(work, actor, data)


@get("/proposals", opt={"group": "pemeliharaan", "refuses": "person"})
async def list_proposals(work: GivenWork, actor: GivenActor) -> list[reading.ProposalView]:
    """Proposals that wait: roles and first passwords that one person alone does not give."""
    return await reading.proposals(work, actor)


@post("/proposals/{usul_id:uuid}/confirm", status_code=204, opt={"group": "pemeliharaan", "refuses": "proposal role"})
async def confirm_proposal(work: GivenWork, actor: GivenActor, usul_id: FromPath[UUID]) -> None:
    """Confirm it, as another person than the one who proposed it."""
    await usul.confirm(work, actor, usul_id)


@post("/proposals/{usul_id:uuid}/discard", status_code=204, opt={"group": "pemeliharaan", "refuses": "person proposal"})
async def discard_proposal(work: GivenWork, actor: GivenActor, usul_id: FromPath[UUID]) -> None:
    """Call it off, as who proposed it, whom it is about, or who could confirm it."""
    await usul.discard(work, actor, usul_id)


ROUTES = [propose_reset, list_proposals, confirm_proposal, discard_proposal]
