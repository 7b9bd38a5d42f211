"""What monitoring recommends about a set SKP: recorded and listed."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.skp.api.plans import SkpId
from services.skp.commands import recommendation
from services.skp.queries import recommendations


@post(
    "/sasaran/{skp_id:uuid}/recommendations",
    status_code=201,
    opt={"group": "pemutakhiran", "refuses": "not_now plan recommend"},
)
async def recommend_change(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[recommendation.RecommendChange]
) -> recommendation.Recommended:
    """Recommend on evidence that a set SKP be changed, as penilai or as the pengelola kinerja who helps."""
    return await recommendation.recommend_change(work, actor, skp_id, data)


@get("/recommendations", opt={"group": "pemutakhiran"})
async def list_recommendations(
    work: GivenWork, actor: GivenActor, tahun: Year
) -> list[recommendations.RecommendationView]:
    """What was recommended about one's own SKPs of a year, those of one's staff, and what one recorded (KON P18(6))."""
    return await recommendations.listed(work, actor, tahun)


ROUTES = [recommend_change, list_recommendations]
