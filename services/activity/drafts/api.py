"""Drafts of one's own: kept, written anew, entered."""

from __future__ import annotations

from uuid import UUID

from litestar import delete, get, post, put
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.activity.drafts import commands
from services.activity.entry.command import EnteredActivity

Id = FromPath[UUID]


@post("/drafts", status_code=201, opt={"group": "penginputan", "refuses": "draft person"})
async def save_draft(work: GivenWork, actor: GivenActor, data: JSONBody[commands.Draf]) -> commands.Saved:
    """Keep an unfinished entry; it counts for nothing until it is submitted."""
    return await commands.save(work, actor, data)


@get("/drafts", opt={"group": "penginputan"})
async def list_drafts(work: GivenWork, actor: GivenActor) -> list[commands.Saved]:
    """One's drafts, newest first; nobody else sees them."""
    return await commands.listed(work, actor)


@put("/drafts/{draf_id:uuid}", status_code=200, opt={"group": "penginputan", "refuses": "draft"})
async def edit_draft(
    work: GivenWork, actor: GivenActor, draf_id: Id, data: JSONBody[commands.EditDraft]
) -> commands.Saved:
    """Write a draft anew over the version one has seen."""
    return await commands.edit(work, actor, draf_id, data)


@delete("/drafts/{draf_id:uuid}", status_code=204, opt={"group": "penginputan", "refuses": "draft"})
async def discard_draft(work: GivenWork, actor: GivenActor, draf_id: Id) -> None:
    """Throw a draft away."""
    await commands.discard(work, actor, draf_id)


@post(
    "/drafts/{draf_id:uuid}/submit",
    status_code=201,
    opt={"group": "penginputan", "refuses": "draft entry help person request"},
)
async def submit_draft(
    work: GivenWork, actor: GivenActor, draf_id: Id, data: JSONBody[commands.SubmitDraft]
) -> EnteredActivity:
    """Enter what a draft says, by the rules of entering, and forget the draft."""
    return await commands.submit(work, actor, draf_id, data)


ROUTES = [save_draft, list_drafts, edit_draft, discard_draft, submit_draft]
