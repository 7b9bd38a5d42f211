"""`ekinerja provision`: databases, roles, topics, users and rights, without starting anything."""

from __future__ import annotations

import asyncio

from ekinerja.instance import Instance
from ekinerja.stack import Stack


def provision(*, instance: str = "main") -> None:
    """Provision and migrate servers that run (of the instance, or those that the environment names). Idempotent.

    Parameters
    ----------
    instance
        Name of the instance whose secrets are used.
    """
    found = Instance(instance)
    found.prepare()
    stack = Stack(found, tell=print)
    asyncio.run(stack.provision())
    print("provisioned")
