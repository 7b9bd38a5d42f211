"""The table of roles that every pack inherits (`bersama.toml`): section by service, row by operation."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert

COMMON = "bersama.toml"
# In the common table: the role of the head of BKPP or BKPSDM, whatever the pack of a Pemda calls it.
KEPALA_BADAN = "kepala_badan"
OWN_CHOICE = "kebijakan"

Roles = tuple[str, ...]
Pasal = Annotated[str, Meta(min_length=1)]
Leaf = dict[str, Any]


class _Row(Struct, frozen=True, forbid_unknown_fields=True):
    """Roles with a note for who reads the table."""

    value: Roles
    note: str | None = None


class _Own(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a pack: other roles (None: the common ones), by which pasal, by which reading."""

    pasal: Pasal
    value: Roles | None = None
    reading: str | None = None
    note: str | None = None
    unit: str | None = None


Common = dict[str, dict[str, _Row]]


def read_common(folder: Path) -> Common:
    """The common table of a folder of packs; empty where there is none. ValueError says what is wrong with it."""
    path = folder / COMMON
    if not path.exists():
        return {}
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8"))
        if strange := sorted(set(body) - {"permissions"}):
            raise ValueError(f"[{strange[0]}]: the common table has permissions alone")
        found = _rows(body, Roles | _Row)
    except ValueError as err:
        raise ValueError(f"{path}: {err}") from err
    return {
        section: {name: row if isinstance(row, _Row) else _Row(row) for name, row in rows.items()}
        for section, rows in found.items()
    }


def permissions(body: dict[str, Any], common: Common, kepala_badan: str) -> dict[str, dict[str, Leaf]]:
    """The whole table of a pack, leaf by leaf: its own rows over the common ones. ValueError names the row.

    A row of the common table that the pack does not name holds there by the Pemda's own choice. `kepala_badan`: the
    Pemda's role of the head of its BKPP or BKPSDM, which the common table calls by that word.
    """
    own = _rows(body, Pasal | _Own)
    return {
        section: {
            name: _leaf(section, name, own.get(section, {}).get(name, OWN_CHOICE), rows.get(name), kepala_badan)
            for name in {**rows, **own.get(section, {})}
        }
        for section, rows in ({section: common.get(section, {}) for section in {**common, **own}}).items()
    }


def _rows(body: dict[str, Any], shape: Any) -> dict[str, dict[str, Any]]:
    """The sections of permissions, each row of one shape; ValueError says which row is not."""
    found: dict[str, dict[str, Any]] = {}
    at = "[permissions]"
    try:
        for section, rows in convert(body.get("permissions", {}), dict[str, dict[str, Any]]).items():
            found[section] = {}
            for name, row in rows.items():
                at = f"[permissions.{section}] {name}:"
                found[section][name] = convert(row, shape)
    except ValidationError as err:
        raise ValueError(f"{at} {err}") from err
    return found


def _leaf(section: str, name: str, said: str | _Own, common: _Row | None, kepala_badan: str) -> Leaf:
    own = _Own(said) if isinstance(said, str) else said
    roles = common.value if own.value is None and common else own.value
    if roles is None:
        raise ValueError(f"[permissions.{section}] {name}: expected `value`, for {COMMON} has no such row")
    named = {"unit": own.unit, "reading": own.reading, "note": own.note or (common.note if common else None)}
    value = tuple(kepala_badan if role == KEPALA_BADAN else role for role in roles)
    return {"value": value, "pasal": own.pasal, **{key: text for key, text in named.items() if text}}
