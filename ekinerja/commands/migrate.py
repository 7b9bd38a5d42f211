"""`ekinerja migrate`: bring databases to the shape that the services expect."""

from __future__ import annotations

import asyncio

from ekinerja.instance import Instance
from ekinerja.stack import Stack


def migrate(*services: str, instance: str = "main") -> None:
    """Run pending migrations on servers that run (of the instance, or those the environment names).

    Parameters
    ----------
    services
        Which; all when absent.
    instance
        Name of the instance.
    """
    stack = Stack(_prepared(instance), services or None)
    asyncio.run(stack.provision_databases(stack.services))
    print(f"migrated: {', '.join(stack.services)}")


def _prepared(name: str) -> Instance:
    instance = Instance(name)
    instance.prepare()
    return instance
