"""Where uploads lie: what a slow store may cost, and that a place must be chosen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.documents import Documents
from chassis.settings import Settings, SettingsError

# A service has ten connections to its database (its settings say so); six may wait for documents.
SIX = 6


class Slow:
    """A store that answers when it is let."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def put_async(self, name: str, content: bytes) -> None:
        await self.go.wait()


async def test_a_slow_store_keeps_only_so_many_waiting(tmp_path: Path) -> None:
    documents = Documents(str(tmp_path))
    store: Any = Slow()
    documents._store = store
    waiting = [asyncio.create_task(documents.put("kuansing", uuid4(), b"x")) for _ in range(SIX)]
    await asyncio.sleep(0)
    with pytest.raises(ConnectionError, match="too many"):
        await documents.put("kuansing", uuid4(), b"x")
    store.go.set()
    await asyncio.gather(*waiting)
    await documents.put("kuansing", uuid4(), b"x")


async def test_what_is_kept_is_read_again_and_what_is_not_there_is_said(tmp_path: Path) -> None:
    documents, one = Documents(str(tmp_path)), UUID(int=1)
    await documents.put("konsel", one, b"isi")
    assert await documents.get("konsel", one) == b"isi"
    assert (tmp_path / "konsel" / str(one)).read_bytes() == b"isi"
    for _ in range(SIX + 1):
        with pytest.raises(FileNotFoundError):
            await documents.get("kuansing", one)


def test_in_production_a_place_is_chosen() -> None:
    with pytest.raises(SettingsError, match="EKINERJA_FILES"):
        Documents.of(Settings())
