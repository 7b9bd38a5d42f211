"""Measuring: realisation against target by masa, its documents, and who is behind."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, QueryParameter

from chassis.parameters import Year
from chassis.reading import MayPurpose
from chassis.service import GivenActor, GivenWork
from services.skp import printing
from services.skp.api.plans import SkpId
from services.skp.commands import measure, segmen
from services.skp.queries import measurement, segments

Masa = Annotated[str, QueryParameter(pattern=r"^2[01][0-9]{2}(-(0[1-9]|1[0-2]|T[1-4]|S[12]))?$", max_length=7)]


@post(
    "/sasaran/{skp_id:uuid}/measure",
    status_code=200,
    opt={"group": "penginputan", "refuses": "measure not_now plan segment"},
)
async def measure_skp(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[measure.MeasureSkp]
) -> measure.Measured:
    """Measure one's own set or ended SKP: realisation and evidence, by masa; the year is named like one."""
    return await measure.measure(work, actor, skp_id, data)


@get("/sasaran/{skp_id:uuid}/measurements", opt={"group": "pemanfaatan", "refuses": "plan reading"})
async def list_measurements(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, tujuan: MayPurpose = None
) -> list[measurement.MasaView]:
    """The masa in which an SKP is measured, and how far it is."""
    return await measurement.of_skp(work, actor, skp_id, tujuan)


@get(
    "/sasaran/{skp_id:uuid}/measurements/pdf",
    media_type="application/pdf",
    opt={"group": "pemanfaatan", "refuses": "measure plan reading"},
)
async def print_measurement(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, masa: Masa, tujuan: MayPurpose = None
) -> bytes:
    """The dokumen pengukuran kinerja of a masa (PDF/A), with the hash of what it says (KON P20(4))."""
    return await printing.measurement_pdf(await measurement.document(work, actor, skp_id, masa, tujuan))


@get("/unmeasured", opt={"group": "pemanfaatan", "refuses": "person reading"})
async def list_unmeasured(work: GivenWork, actor: GivenActor, tahun: Year) -> list[measurement.Unmeasured]:
    """Whose SKP was not measured in a masa that is over, in one's PD or the Pemda."""
    return await measurement.unmeasured(work, actor, tahun)


@get("/segments", opt={"group": "pemanfaatan"})
async def list_segments(work: GivenWork, actor: GivenActor, tahun: Year) -> list[segments.SegmenView]:
    """SKPs of a year that ended by a move or a change: one's own, and those one closes as their last penilai."""
    return await segments.listed(work, actor, tahun)


@post(
    "/sasaran/{skp_id:uuid}/confirm", status_code=200, opt={"group": "penginputan", "refuses": "not_now plan segment"}
)
async def confirm_segment(
    work: GivenWork, actor: GivenActor, skp_id: SkpId, data: JSONBody[segmen.ConfirmSegmen]
) -> segmen.Segmen:
    """Close a segment with what was measured of it, as the penilai of its last day (KON P26)."""
    return await segmen.confirm(work, actor, skp_id, data)


ROUTES = [measure_skp, list_measurements, print_measurement, list_unmeasured, list_segments, confirm_segment]
