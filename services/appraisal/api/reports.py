"""Reports of a year, the distribution of units and the ranking (KON P31(8), P40, P41)."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.appraisal import queries
from services.appraisal.commands import report, standing


@post("/reports", status_code=201, opt={"refuses": "report"})
async def submit_report(work: GivenWork, actor: GivenActor, data: JSONBody[report.SubmitReport]) -> report.ReportState:
    """Report the final results of one's people, or supplement the report (KON P40(1-2))."""
    return await report.submit(work, actor, data)


@post("/reports/{laporan_id:uuid}/forward", status_code=200, opt={"refuses": "report"})
async def forward_report(work: GivenWork, actor: GivenActor, laporan_id: FromPath[UUID]) -> report.ReportState:
    """Pass a report on to the next superior, or from the top of the line to Tim Penilai and PyB (KON P40(1))."""
    return await report.forward(work, actor, laporan_id)


@get("/reports")
async def list_reports(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.ReportView]:
    """Reports of a year: one's own, those that wait for one, for some all that have arrived."""
    return await queries.reports(work, actor, tahun)


@get("/reports/missing")
async def list_missing_reports(work: GivenWork, tahun: Year) -> list[queries.MissingReport]:
    """Every penilai with results of a year that are in no report."""
    return await queries.missing_reports(work, tahun)


@get("/reports/{laporan_id:uuid}", opt={"refuses": "report"})
async def show_report(work: GivenWork, actor: GivenActor, laporan_id: FromPath[UUID]) -> queries.ReportLines:
    """The lines of a report."""
    return await queries.report(work, actor, laporan_id)


@get("/distribution")
async def list_distributions(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.DistributionView]:
    """The results of each unit against the bands, as advice (KON P31(7-8))."""
    return await queries.distributions(work, actor, tahun)


@post("/distribution/explain", status_code=204, opt={"refuses": "distribution"})
async def explain_distribution(
    work: GivenWork, actor: GivenActor, data: JSONBody[standing.ExplainDistribution]
) -> None:
    """Say why a unit of the own PD lies outside the bands, as its head."""
    await standing.explain(work, actor, data)


@get("/ranking")
async def show_ranking(work: GivenWork, actor: GivenActor, tahun: Year) -> queries.RankingView:
    """The ranking of a year and the profile of the agency (KON P41)."""
    return await queries.ranking(work, actor, tahun)


@get("/priorities")
async def list_priorities(work: GivenWork, actor: GivenActor, tahun: Year) -> list[queries.PriorityView]:
    """Who comes first for the talent pool and for competence, by two years in a row, and who nearly (KON P42)."""
    return await queries.priorities(work, actor, tahun)


@post("/ranking/propose", status_code=200, opt={"refuses": "ranking"})
async def propose_ranking(
    work: GivenWork, actor: GivenActor, data: JSONBody[standing.RankingOf]
) -> standing.RankingState:
    """Compare the final results of a year, as the Tim Penilai (KON P41(5))."""
    return await standing.propose(work, actor, data)


@post("/ranking/set", status_code=200, opt={"refuses": "ranking"})
async def set_ranking(work: GivenWork, actor: GivenActor, data: JSONBody[standing.SetRanking]) -> standing.RankingState:
    """Set the ranking as it was proposed, as the PyB (KON P41(1))."""
    return await standing.settle(work, actor, data)


ROUTES = [
    submit_report, forward_report, list_reports, list_missing_reports, show_report, list_distributions,
    explain_distribution, show_ranking, list_priorities, propose_ranking, set_ranking,
]  # fmt: skip
