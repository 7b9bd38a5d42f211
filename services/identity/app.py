"""identity on one screen."""

from __future__ import annotations

from typing import Any

from chassis.auth import FetchKeys
from chassis.db import Database
from chassis.service import Runtime, Service
from chassis.service import create as create_service
from chassis.settings import Settings
from services.identity import api, store
from services.identity.basis import require
from services.identity.bootstrap import bootstrap
from services.identity.commands import applying, importing
from services.identity.commands.account import Passwords
from services.identity.keys import Keys
from services.identity.revocation import tell_ended
from services.identity.store import settling
from services.identity.store.retold import RETELLS


def own_keys(database: Database, settings: Settings) -> FetchKeys:
    return Keys(database, settings.key_secret).fetch()


async def start(runtime: Runtime) -> None:
    """Sign with the installation's keys; make what an empty installation lacks."""
    keys = Keys(runtime.database, runtime.settings.key_secret)
    await keys.ensure()
    passwords = Passwords(runtime.settings.profile)
    runtime.app.state.signing = keys
    runtime.app.state.passwords = passwords
    await bootstrap(runtime.database, runtime.packs, passwords, runtime.settings.bootstrap_password)


SERVICE = Service(
    name="identity",
    title="e-Kinerja: identitas",
    routes=api.ROUTES,
    deadlines={
        store.EFFECT: store.effect,
        settling.EXPIRES: settling.expire,
        importing.READ: importing.read_on,
        applying.APPLY: applying.apply_on,
    },
    roles=store.all_roles,
    policies=require,
    keys=own_keys,
    retells=RETELLS,
    start=start,
    duties=(tell_ended,),
)


def create() -> Any:
    return create_service(SERVICE)
