"""The lists of a month: seen, agreed to by the heads of the PD, made final, taken for payment."""

from __future__ import annotations

import asyncio
from typing import Annotated

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from chassis.parameters import Month
from chassis.reading import Purpose
from chassis.service import GivenActor, GivenWork
from chassis.workbook import XLSX
from services.tpp import printing, sipd
from services.tpp.commands import lists as commands
from services.tpp.policy import EligibilityPolicy
from services.tpp.queries import lists
from services.tpp.store import runs

Opd = Annotated[str, QueryParameter(min_length=1, max_length=40)]
Ke = Annotated[int, QueryParameter(ge=0, le=999)]


@get("/lists", opt={"refuses": "list"})
async def list_payment_lists(work: GivenWork, actor: GivenActor, periode: Month) -> list[lists.ListView]:
    """The lists of a month, PD by PD; the head of a PD sees the own part."""
    return await lists.of_month(work, actor, periode)


@get("/lists/people", opt={"refuses": "list"})
async def show_payment_list(
    work: GivenWork, actor: GivenActor, periode: Month, ke: Ke, opd: Opd, tujuan: Purpose
) -> lists.PartView:
    """The people of one PD in a list, and who is paid nothing and why; the purpose is kept."""
    return await lists.part(work, actor, periode, ke, opd, tujuan)


@post("/lists/agree", status_code=204, opt={"refuses": "list"})
async def agree_payment_list(work: GivenWork, actor: GivenActor, data: JSONBody[commands.AgreeList]) -> None:
    """Agree to the part of the own PD, as its head; it falls away when the part changes."""
    await commands.agree(work, actor, data)


@post("/lists/return", status_code=204, opt={"refuses": "list"})
async def return_payment_list(work: GivenWork, actor: GivenActor, data: JSONBody[commands.ReturnList]) -> None:
    """Send the part of the own PD back with what is wrong, as its head."""
    await commands.send_back(work, actor, data)


@post("/lists/finalize", status_code=200, opt={"refuses": "list"})
async def finalize_payment_list(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.FinalizeList]
) -> commands.ListStage:
    """Say the final word on a list to which every head has agreed, as the head of BKPP or BKPSDM."""
    return await commands.finalize(work, actor, data)


@post("/lists/export", status_code=200, opt={"refuses": "list"})
async def take_payment_list(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.ExportList]
) -> commands.ListStage:
    """Write down that a final list is taken for payment, as pengelola TPP."""
    return await commands.export(work, actor, data)


@get("/lists/payments.xlsx", media_type=XLSX, opt={"refuses": "list"})
async def export_payments(
    work: GivenWork, actor: GivenActor, periode: Month, ke: Ke, tujuan: Purpose
) -> Response[bytes]:
    """A final list as a workbook, with a recapitulation by PD; the purpose is kept."""
    found, rows = await lists.payable(work, periode, ke, tujuan)
    example = await runs.by_example(work, periode)
    content = await printing.payment_sheet(found, rows, work.law_of_today().head, contoh=example)
    return Response(content, media_type=XLSX, headers=_named(periode, ke, "xlsx"))


@get("/lists/payments.csv", media_type="text/csv", opt={"refuses": "list"})
async def export_payments_csv(
    work: GivenWork, actor: GivenActor, periode: Month, ke: Ke, tujuan: Purpose
) -> Response[bytes]:
    """A final list as CSV, for a payroll program; the purpose is kept."""
    _, rows = await lists.payable(work, periode, ke, tujuan)
    return Response(await printing.payment_csv(rows), media_type="text/csv", headers=_named(periode, ke, "csv"))


@get("/lists/sipd.xlsx", media_type=XLSX, opt={"refuses": "list"})
async def export_sipd_sheet(
    work: GivenWork, actor: GivenActor, periode: Month, ke: Ke, tujuan: Purpose
) -> Response[bytes]:
    """A final list as the sheet that SIPD takes, with a last row of sums; the purpose is kept."""
    found = await lists.papers(work, periode, ke, tujuan)
    content = await asyncio.to_thread(sipd.written, periode, found.dibayar)
    return Response(content, media_type=XLSX, headers=_named(periode, ke, "xlsx", "sipd"))


@get("/lists/spj.zip", media_type="application/zip", opt={"refuses": "list"})
async def export_spj_bundle(
    work: GivenWork, actor: GivenActor, periode: Month, ke: Ke, tujuan: Purpose
) -> Response[bytes]:
    """The papers of a final list in one ZIP, with a manifest of SHA-256 and sums; the purpose is kept."""
    found = await lists.papers(work, periode, ke, tujuan)
    law = work.law_of_today()
    words = law.section("tpp", EligibilityPolicy).sptjm
    content = await printing.spj(found, law.head, words.value if words else ())
    return Response(content, media_type="application/zip", headers=_named(periode, ke, "zip", "spj"))


def _named(periode: str, ke: int, kind: str, what: str = "tpp") -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{what}-{periode}-{ke}.{kind}"'}


ROUTES = [
    list_payment_lists, show_payment_list, agree_payment_list, return_payment_list, finalize_payment_list,
    take_payment_list, export_payments, export_payments_csv, export_sipd_sheet, export_spj_bundle,
]  # fmt: skip
