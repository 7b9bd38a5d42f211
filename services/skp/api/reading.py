"""Reading plans: one, its document, those of a person, of one's people or PD, who lacks one, and what one's own come
down from."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from chassis.parameters import Month, Year
from chassis.reading import MayPurpose, Purpose
from chassis.service import GivenActor, GivenWork
from chassis.workbook import XLSX, download
from services.skp import printing
from services.skp.api.plans import SkpId
from services.skp.queries import document, drafting, export, golive, lists, people, whole


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


@get("/sasaran", opt={"group": "penginputan"})
async def list_my_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[lists.SkpView]:
    """One's own SKPs of a year."""
    return await lists.mine(work, actor, tahun)


@get("/waiting", opt={"group": "penginputan", "refuses": "person"})
async def list_waiting_skp(work: GivenWork, actor: GivenActor, tahun: Year) -> list[lists.SkpView]:
    """What waits for one's review, agreement or setting."""
    return await lists.waiting(work, actor, tahun)


@get(
    "/sasaran/{skp_id:uuid}/pdf", media_type="application/pdf", opt={"group": "pemanfaatan", "refuses": "plan reading"}
)
async def print_skp(work: GivenWork, actor: GivenActor, skp_id: SkpId, tujuan: MayPurpose = None) -> bytes:
    """The SKP as a document (PDF/A), with who signed it and the hash of what it says; of another, say why."""
    return await printing.skp_pdf(await document.document(work, actor, skp_id, tujuan), work.law_of_today().head)


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
) -> list[document.ButirBreakdown]:
    """The yearly targets of an SKP in months, and a month's in weeks and days (KUAN P17(b))."""
    return await document.breakdown(work, actor, skp_id, periode, tujuan)


@get("/export", media_type=XLSX, opt={"group": "pemanfaatan", "refuses": "person"})
async def export_plans(work: GivenWork, actor: GivenActor, tahun: Year, tujuan: Purpose) -> Response[bytes]:
    """The SKP of one's PD as a workbook: a row a kinerja, with post, tupoksi and SK (KUAN P21(2)); and why."""
    return await download("skp", export.TITLES, await export.plans(work, actor, tahun, tujuan))


ROUTES = [
    show_skp, list_skp_of, list_subordinates, list_parents, show_drafting, list_my_skp, list_waiting_skp,
    print_skp, list_without_skp, show_initial_input, break_down, export_plans,
]  # fmt: skip
