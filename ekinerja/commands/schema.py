"""`ekinerja schema`: write the schema of every service as its migrations make it."""

from __future__ import annotations

import asyncio

from chassis.settings import REPOSITORY
from ekinerja import schema as schemas
from ekinerja.instance import Instance
from ekinerja.stack import Stack
from ekinerja.topology import topology


def schema() -> None:
    """Write services/<name>/schema.sql, from databases made for it on servers of its own and thrown away after."""
    for path in asyncio.run(_written()):
        print(f"written: {path}")


async def _written() -> list[str]:
    instance = Instance("schema", base_port=0, profile="test")
    instance.remove()
    stack = Stack(instance, services=(), gateway=False)
    changed = []
    await stack.start()
    try:
        services = list(topology().services)
        await stack.provision_databases(services)
        for service in services:
            text, path = schemas.dump(stack.environment.postgres, service), schemas.path_of(service)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                changed.append(str(path.relative_to(REPOSITORY)))
    finally:
        await stack.stop()
        instance.remove()
    return changed
