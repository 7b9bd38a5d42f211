"""Reading plans: one, those of a person, of one's people, and what one's own come down from."""

from __future__ import annotations

from uuid import UUID

from litestar import get
from litestar.params import FromPath

from chassis.parameters import Year
from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from services.skp.api.plans import SkpId
from services.skp.queries import drafting, lists, people, whole


@get("/sasaran/{skp_id:uuid}", opt={"group": "pemanfaatan", "refuses": "plan reading"})
async def show_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId, tujuan: MayPurpose = None) -> whole.SkpWhole:
    """One SKP whole: content, course, whose turn it is, documents, other versions; of another, say why."""
    return await whole.show(work, actor, skp_id, tujuan)


@get("/people/{asn_id:uuid}/sasaran", opt={"group": "pemanfaatan", "refuses": "person reading"})
async def list_skp_of(
    work: GivenWork, actor: GivenActor, asn_id: FromPath[UUID], tahun: Year, tujuan: MayPurpose = None
) -> list[lists.SkpView]:
    """All SKP and versions of one person in a year; of another, say why (KUAN P26(1))."""
    return await whole.of_person(work, actor, asn_id, tahun, tujuan)


@get("/subordinates", opt={"group": "pemanfaatan"})
async def list_subordinates(work: GivenWork, actor: GivenActor, tahun: Year) -> list[people.SubordinateView]:
    """Whom one appraises today, each with the state of the SKP of a year, whose turn it is, and what is measured."""
    return await people.subordinates(work, actor, tahun)


@get("/parents", opt={"group": "penginputan", "refuses": "person"})
async def list_parents(work: GivenWork, actor: GivenActor, tahun: Year) -> list[people.IndukView]:
    """The kinerja of one's direct superior in a year, to plan one's own from (KUAN P8(1), KON P8(1))."""
    return await people.parents(work, actor, tahun)


@get("/drafting", opt={"group": "penginputan", "refuses": "person"})
async def show_drafting(work: GivenWork, actor: GivenActor, tahun: Year) -> drafting.Bekal:
    """What a plan of one's own of a year is written with: what is asked, what it comes down from, who gives more."""
    return await drafting.bekal(work, actor, tahun)


ROUTES = [show_skp, list_skp_of, list_subordinates, list_parents, show_drafting]
