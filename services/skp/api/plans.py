"""Plans: from draft to set, their changes, and who is late."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post, put
from litestar.params import FromPath, JSONBody

from chassis.parameters import Month, Year
from chassis.reading import MayPurpose, Purpose
from chassis.service import GivenActor, GivenWork
from chassis.workbook import XLSX, download
from services.skp import printing
from services.skp.commands import change, plan, setting, step, withdraw
from services.skp.queries import document as whole
from services.skp.queries import export, golive, lists

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


@get("/sasaran", opt={"group": "penginputan"})
async def list_my_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[lists.SkpView]:
    """One's own SKPs of a year."""
    return await lists.mine(work, actor, tahun)


@get("/waiting", opt={"group": "penginputan", "refuses": "person"})
async def list_waiting_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[lists.SkpView]:
    """What waits for one's review, agreement or setting."""
    return await lists.waiting(work, actor, tahun)


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


@get(
    "/sasaran/{skp_id:uuid}/pdf", media_type="application/pdf", opt={"group": "pemanfaatan", "refuses": "plan reading"}
)
async def print_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId, tujuan: MayPurpose = None) -> bytes:
    """The SKP as a document (PDF/A), with who signed it and the hash of what it says; of another, say why."""
    return await printing.skp_pdf(await whole.document(work, actor, skp_id, tujuan))


@get("/late", opt={"group": "penginputan", "refuses": "person reading"})
async def list_without_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[lists.WithoutSkp]:
    """Who has no set SKP of a year, or a late one, in one's PD or the Pemda."""
    return await lists.without_skp(work, actor, tahun)


@get("/initial-input", opt={"group": "penginputan", "refuses": "golive person"})
async def show_initial_input(work: GivenWork, actor: GivenActor) -> golive.GoLive:
    """The go-live report: how many initial inputs are done, in one's PD or the Pemda (KUAN P33)."""
    return await golive.report(work, actor)


@get("/sasaran/{skp_id:uuid}/breakdown", opt={"group": "penginputan", "refuses": "document plan reading"})
async def break_down(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, periode: Month, tujuan: MayPurpose = None
) -> list[whole.ButirBreakdown]:
    """The yearly targets of an SKP in months, and a month's in weeks and days (KUAN P17(b))."""
    return await whole.breakdown(work, actor, skp_id, periode, tujuan)


@get("/export", media_type=XLSX, opt={"group": "pemanfaatan", "refuses": "person"})
async def export_plans(work: GivenWork, actor: GivenActor, tahun: Year, tujuan: Purpose) -> Response[bytes]:
    """The SKP of one's PD as a workbook: a row a kinerja, with post, tupoksi and SK (KUAN P21(2)); and why."""
    return await download("skp", export.TITLES, await export.plans(work, actor, tahun, tujuan))


ROUTES = [
    draft_skp, edit_skp, withdraw_skp, discard_skp, submit_skp, review_skp, return_skp, agree_skp, set_skp, ratify_skp,
    open_change, print_skp, list_my_skp, list_waiting_skp, list_without_skp, break_down, show_initial_input,
    export_plans,
]  # fmt: skip
