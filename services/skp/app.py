"""skp on one screen."""

from __future__ import annotations

from typing import Any

from chassis.inbox import Reaction
from chassis.service import Service
from chassis.service import create as create_service
from contracts.identity import PegawaiRecorded
from services.skp import api, reactions
from services.skp.policy import SkpPolicy

SERVICE = Service(
    name="skp",
    title="e-Kinerja: sasaran kinerja pegawai",
    routes=api.ROUTES,
    reactions=(Reaction(PegawaiRecorded, many=reactions.know_pegawai),),
    policies=lambda packs: packs.require("skp", SkpPolicy),
)


def create() -> Any:
    return create_service(SERVICE)
