"""Keys outside the database: one a box, made once, gone for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.keyring import KeyLost, Keyring
from chassis.settings import Settings, SettingsError


async def test_what_is_sealed_opens_until_its_key_is_destroyed(tmp_path: Path) -> None:
    keyring = Keyring(str(tmp_path / "keys"))
    await keyring.make("konsel", "a")
    sealed = await keyring.seal("konsel", "a", b"isi")
    await keyring.make("konsel", "a")
    assert await keyring.unseal("konsel", "a", sealed) == b"isi", "made again, it is the first key"
    assert len(sealed) == 3 + 28 and sealed != await keyring.seal("konsel", "a", b"isi")
    await keyring.destroy("konsel", "a")
    await keyring.destroy("konsel", "a")
    assert list((tmp_path / "keys" / "konsel").iterdir()) == []
    for _ in range(2):
        with pytest.raises(KeyLost):
            await keyring.unseal("konsel", "a", sealed)
        await keyring.make("konsel", "a")


async def test_a_box_opens_only_with_its_own_key_and_under_its_own_name(tmp_path: Path) -> None:
    keyring = Keyring(str(tmp_path))
    for tenant, name in (("konsel", "a"), ("konsel", "b"), ("kuansing", "a")):
        await keyring.make(tenant, name)
    sealed = await keyring.seal("konsel", "a", b"isi")
    (tmp_path / "konsel" / "b").write_bytes((tmp_path / "konsel" / "a").read_bytes())
    for tenant, name in (("konsel", "b"), ("kuansing", "a")):
        with pytest.raises(KeyLost):
            await keyring.unseal(tenant, name, sealed)


async def test_a_place_that_is_away_is_no_lost_key(tmp_path: Path) -> None:
    (tmp_path / "konsel").write_text("a file where the folder would be")
    with pytest.raises(ConnectionError):
        await Keyring(str(tmp_path)).make("konsel", "a")


def test_production_needs_a_place_that_somebody_chose() -> None:
    with pytest.raises(SettingsError, match="EKINERJA_KEYS"):
        Keyring.of(Settings(profile="production"))
    Keyring.of(Settings(profile="test"))
