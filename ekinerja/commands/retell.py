"""`ekinerja retell`: tell again what a service keeps."""

from __future__ import annotations

import asyncio
from typing import Annotated

from cyclopts import Parameter

from chassis.retelling import CannotRetell, retell_all
from chassis.settings import read_settings
from ekinerja.environment import Environment
from ekinerja.external import from_environment
from ekinerja.instance import Instance, Profile
from ekinerja.refusal import Unable
from ekinerja.topology import topology


def retell(
    service: str,
    /,
    *,
    tenant: str = "",
    kind: str = "",
    instance: str = "main",
    profile: Annotated[Profile, Parameter(env_var="EKINERJA_PROFILE")] = "demo",
) -> None:
    """Tell the present state of what a running service keeps again, for who came after it was told.

    Parameters
    ----------
    service
        The service that tells.
    tenant
        One Pemda; all when absent.
    kind
        One kind, such as people; all that the service tells again when absent.
    instance
        Name of the instance.
    profile
        What it was started with: it is asked for by the same clock.
    """
    if service not in topology().services:
        raise Unable(f"there is no service {service}: {', '.join(topology().services)}")
    environment = Environment(Instance(instance, profile=profile), from_environment())
    try:
        asyncio.run(retell_all(service, read_settings(environment.of(service)), tenant, kind))
    except CannotRetell as err:
        raise Unable(str(err)) from None
    except OSError as err:
        raise Unable(f"the database of {service} does not answer (is {instance} running?): {err}") from None
