"""Acts on plans: from draft to set, and their changes. What is read of plans stands in `reading.py`."""

from __future__ import annotations

from uuid import UUID

from litestar import post, put
from litestar.params import FromPath, JSONBody

from chassis.service import GivenActor, GivenWork
from services.skp.commands import change, plan, setting, step, withdraw

SkpId = FromPath[UUID]


@post("/sasaran", status_code=201, opt={"group": "penginputan", "refuses": "change content person plan target"})
async def draft_skp(work: GivenWork, actor: GivenActor, data: JSONBody[plan.DraftSkp]) -> step.SkpState:
    """Draft one's own SKP."""
    return await plan.draft(work, actor, data)


@post(
    "/sasaran/{skp_id:uuid}/submit",
    status_code=200,
    opt={"group": "penginputan", "refuses": "cascade complete plan step tambahan"},
)
async def submit_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> step.SkpState:
    """Declare it complete."""
    return await plan.submit(work, actor, skp_id)


@post(
    "/sasaran/{skp_id:uuid}/review", status_code=200, opt={"group": "penginputan", "refuses": "person plan review step"}
)
async def review_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[plan.ReviewSkp]
) -> step.SkpState:
    """Review it as pengelola kinerja of the PD."""
    return await plan.review(work, actor, skp_id, data)


@post("/sasaran/{skp_id:uuid}/agree", status_code=200, opt={"group": "penginputan", "refuses": "decide plan step"})
async def agree_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> step.SkpState:
    """Agree to it, as its owner or as the penilai."""
    return await plan.agree(work, actor, skp_id)


@post(
    "/sasaran/{skp_id:uuid}/set",
    status_code=200,
    opt={"group": "penginputan", "refuses": "cascade change decide earlier plan step"},
)
async def set_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[setting.SetSkp | None] = None
) -> step.SkpState:
    """Set it, as the penilai; with the opinion of the credit-point team, where there is one."""
    return await setting.establish(work, actor, skp_id, data or setting.SetSkp())


@put("/sasaran/{skp_id:uuid}", status_code=200, opt={"group": "penginputan", "refuses": "content not_now plan target"})
async def edit_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[plan.EditSkp]) -> step.SkpState:
    """Change one's own draft."""
    return await plan.edit(work, actor, skp_id, data)


@post("/sasaran/{skp_id:uuid}/withdraw", status_code=200, opt={"group": "penginputan", "refuses": "not_now plan"})
async def withdraw_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> step.SkpState:
    """Take one's own submission back, before it is reviewed."""
    return await withdraw.withdraw(work, actor, skp_id)


@post("/sasaran/{skp_id:uuid}/discard", status_code=200, opt={"group": "penginputan", "refuses": "change not_now plan"})
async def discard_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> step.SkpState:
    """Discard one's own draft of a year; the draft of a change, as one who may open it."""
    return await withdraw.discard(work, actor, skp_id)


@post(
    "/sasaran/{skp_id:uuid}/return",
    status_code=200,
    opt={"group": "penginputan", "refuses": "not_now person plan review"},
)
async def return_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[plan.ReturnSkp]
) -> step.SkpState:
    """Send it back to its owner, as reviewer or penilai."""
    return await plan.send_back(work, actor, skp_id, data)


@post(
    "/sasaran/{skp_id:uuid}/ratify", status_code=200, opt={"group": "penginputan", "refuses": "change decide plan step"}
)
async def ratify_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId) -> step.SkpState:
    """Ratify the SKP of a JPT Pratama, as Bupati (KON P10(3))."""
    return await setting.ratify(work, actor, skp_id)


@post(
    "/sasaran/{skp_id:uuid}/changes", status_code=201, opt={"group": "pemutakhiran", "refuses": "change not_now plan"}
)
async def open_change(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[change.ChangeSkp]
) -> step.SkpState:
    """Open the next version of a set SKP, for a cause the law knows (KON P19)."""
    return await change.open_change(work, actor, skp_id, data)


ROUTES = [
    draft_skp, edit_skp, withdraw_skp, discard_skp, submit_skp, review_skp, return_skp, agree_skp, set_skp, ratify_skp,
    open_change,
]  # fmt: skip
