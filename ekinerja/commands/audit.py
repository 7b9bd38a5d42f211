"""`ekinerja audit verify`: walk the hash chains of the audit trail of every service."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import App, Parameter

from chassis.clock import clock_for
from chassis.db import Database
from chassis.regulation import Packs
from chassis.settings import read_settings
from ekinerja.chains import Head, Trail, walk
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import Instance, Profile
from ekinerja.refusal import Unable
from ekinerja.topology import topology

Kept = dict[str, dict[str, tuple[Head, ...]]]  # service, Pemda

audit = App(name="audit", help="The audit trail.")


@audit.command
def verify(
    *,
    keep: Path | None = None,
    against: Path | None = None,
    instance: str = "main",
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Walk every chain of every service and Pemda; exit code 2 and the places where one does not hold.

    Parameters
    ----------
    keep
        Write the ends of the chains to this file, to be kept where nobody of this system can change it.
    against
        A file kept before: what it names must still be there. Only this shows a chain that was taken away whole.
    instance
        Name of the instance.
    profile
        What it was started with.
    """
    kept = _read(against) if against else {}
    environment = Environment(Instance(instance, profile=profile), from_environment())
    trails = {service: asyncio.run(_trails(service, environment, kept)) for service in topology().services}
    for service, found in trails.items():
        for tenant, trail in found.items():
            print(f"{service:<10} {tenant:<12} {trail.lines:>9} lines  {_said(trail)}")
    if keep:
        heads = {service: {t: trail.heads for t, trail in found.items()} for service, found in trails.items()}
        keep.write_bytes(msgspec.json.encode(heads))
    if any(not trail.holds() for found in trails.values() for trail in found.values()):
        raise Unable("the audit trail is not as it was written")


def _read(path: Path) -> Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError) as err:
        raise Unable(f"{path}: {err}") from None


async def _trails(service: str, environment: Environment, kept: Kept) -> dict[str, Trail]:
    """By Pemda; Unable where the database does not answer."""
    settings = read_settings(environment.of(service))
    packs = Packs.load(settings.regulations)
    database = Database(settings.database, service, packs, clock_for(settings.clock_file))
    try:
        return {t: await walk(database, t, kept.get(service, {}).get(t, ())) for t in sorted(packs.tenants())}
    except OSError as err:
        raise Unable(f"the database of {service} does not answer: {err}") from None
    finally:
        await database.close()


def _said(trail: Trail) -> str:
    """`holds`, or every place where it does not."""
    broken = [f"chain {shard} breaks at line {seq}" for shard, seq in trail.broken]
    lost = [f"chain {head.shard} lacks line {head.seq} as it was kept" for head in trail.lost]
    return "; ".join(broken + lost) or "holds"
