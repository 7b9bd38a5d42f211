"""The register of peningkatan kapasitas and sosialisasi."""

from __future__ import annotations

from litestar import get, post
from litestar.params import JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenWork
from services.identity.commands import training
from services.identity.queries import trainings


@post("/trainings", status_code=201, opt={"group": "pemeliharaan", "refuses": "training"})
async def record_training(
    work: GivenWork, actor: GivenActor, data: JSONBody[training.RecordTraining]
) -> training.Recorded:
    """Record a training or socialisation that was held (KUAN P30)."""
    return await training.record(work, actor, data)


@get("/trainings", opt={"group": "pemeliharaan"})
async def list_trainings(work: GivenWork, tahun: Year) -> list[trainings.TrainingView]:
    """What was held in a year."""
    return await trainings.register(work, tahun)


@get("/trainings/coverage", opt={"group": "pemeliharaan"})
async def show_training_coverage(work: GivenWork, tahun: Year) -> list[trainings.Coverage]:
    """How much of each role in each PD was reached in a year, in per cent."""
    return await trainings.coverage(work, tahun)


ROUTES = [record_training, list_trainings, show_training_coverage]
