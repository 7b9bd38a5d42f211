"""The run of a month, and slips."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from chassis.parameters import Month
from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from contracts.refusal import Refusal, rule
from services.tpp import printing
from services.tpp.commands import run
from services.tpp.queries import slips, whatif
from services.tpp.store import policies
from services.tpp.store.runs import run_of
from services.tpp.store.slips import SlipVersion, is_example

Count = Annotated[int | None, QueryParameter(ge=0, le=1_000_000)]
NO_RUN = rule("tpp.run.unknown", 404, "TPP bulan ini belum dihitung.", source="implicit")


class RunView(Struct, frozen=True):
    """A finished run. `berubah`: slips that would be issued if it were run again now, for facts that came since.

    `dasar`: the decree of the amounts of that run; `contoh`: it binds nobody.
    """

    run_id: UUID
    periode: str
    slips: int
    total: int
    pack: str
    run_at: datetime
    versi: int
    berubah: int
    dasar: str
    contoh: bool


@post("/runs", status_code=200, opt={"refuses": "run"})
async def run_tpp(work: GivenWork, actor: GivenActor, data: JSONBody[run.RunTpp]) -> run.RunState:
    """Compute the TPP of a month, as pengelola TPP."""
    return await run.run_tpp(work, actor, data)


@get("/runs", opt={"refuses": "run"})
async def show_run(work: GivenWork, actor: GivenActor, periode: Month) -> RunView:
    """The run of a month, and how many slips another one would change, as pengelola TPP."""
    await run.check_runner(work, actor)
    found = await run_of(work, periode)
    if found is None:
        raise Refusal(NO_RUN)
    changed = await run.count_changed(work, periode)
    dasar = (await policies.named(work)).get(found.pack, "")
    return RunView(
        found.run_id, found.periode, found.slips, found.total, found.pack, found.run_at, found.versi, changed, dasar,
        is_example(work, found.pack),
    )  # fmt: skip


@get("/slips/mine", opt={"refuses": "slip"})
async def my_slip(work: GivenWork, actor: GivenActor, periode: Month) -> slips.SlipView:
    """One's own slip of a month, explained line by line."""
    return await slips.mine(work, actor, periode)


@get("/slips/what-if", opt={"refuses": "slip"})
async def what_if_slip(
    work: GivenWork, actor: GivenActor, periode: Month, tambah: Count = None, disetujui: Count = None,
    target: Count = None,
) -> whatif.WhatIf:  # fmt: skip
    """What one's own slip would be if so many more outputs were approved; nothing is kept.

    Without `tambah`: all that wait. A month that is not measured yet needs `disetujui` and `target`.
    """
    return await whatif.what_if(work, actor, periode, whatif.Told(tambah, disetujui, target))


@get("/slips/{slip_id:uuid}", opt={"refuses": "slip"})
async def show_slip(
    work: GivenWork, actor: GivenActor, slip_id: FromPath[UUID], tujuan: MayPurpose = None
) -> slips.SlipView:
    """A slip; of another, say why."""
    return await slips.slip(work, actor, slip_id, tujuan)


@get("/slips/{slip_id:uuid}/versions", opt={"refuses": "slip"})
async def list_slip_versions(
    work: GivenWork, actor: GivenActor, slip_id: FromPath[UUID], tujuan: MayPurpose = None
) -> list[SlipVersion]:
    """A slip as it was issued each time, the newest first; of another, say why."""
    return await slips.versions(work, actor, slip_id, tujuan)


@get("/slips/{slip_id:uuid}/pdf", media_type="application/pdf", opt={"refuses": "slip"})
async def print_slip(
    work: GivenWork, actor: GivenActor, slip_id: FromPath[UUID], tujuan: MayPurpose = None
) -> Response[bytes]:
    """A slip as PDF/A; of another, say why."""
    view = await slips.slip(work, actor, slip_id, tujuan)
    head = work.law_of_today().head
    return Response(await printing.slip_pdf(view, head), media_type="application/pdf")


ROUTES = [run_tpp, show_run, my_slip, what_if_slip, show_slip, list_slip_versions, print_slip]
