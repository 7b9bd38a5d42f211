"""Notes on a plan that waits: written and read."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody

from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from services.skp.api.plans import SkpId
from services.skp.commands import comment
from services.skp.queries import comments


@post(
    "/sasaran/{skp_id:uuid}/comments",
    status_code=201,
    opt={"group": "penginputan", "refuses": "comment not_now person plan"},
)
async def comment_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[comment.CommentSkp]
) -> comment.Commented:
    """Say something about a plan that waits, as penilai or pengelola kinerja, without sending it back."""
    return await comment.comment(work, actor, skp_id, data)


@get("/sasaran/{skp_id:uuid}/comments", opt={"group": "pemanfaatan", "refuses": "plan reading"})
async def list_comments(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, tujuan: MayPurpose = None
) -> list[comments.CommentView]:
    """What was said of an SKP while it waited."""
    return await comments.listed(work, actor, skp_id, tujuan)


ROUTES = [comment_skp, list_comments]
