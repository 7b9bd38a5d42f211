"""Answers of services made from the shape that a page reads: the same each time, full or bare."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec import inspect

TODAY = date(2026, 1, 22)
NOW = datetime(2026, 1, 22, 8, 45, tzinfo=timezone(timedelta(hours=7)))
_TOLD = tomllib.loads(Path(__file__).with_name("said.toml").read_text())
SAID: dict[str, dict[str, list[str]]] = _TOLD["of"]
ALWAYS: dict[str, list[str]] = _TOLD["always"]
MANY: dict[str, dict[str, int]] = _TOLD["many"]
AT: dict[str, dict[str, dict[str, list[str]]]] = _TOLD["at"]
QUERY: dict[str, str] = _TOLD["query"]
NUMBERS = {"tahun": 2026}
PERSON = ("asn_id", "account_id")  # of who asks: much is shown to its owner alone


class Filler:
    """Makes values of a shape. Full: every list has two, every choice is yes; bare: none, and no."""

    def __init__(self, path: str, full: bool) -> None:
        self._full = full
        self._here = AT.get(path, {})
        self._told: Counter[str] = Counter()

    def fill(self, shape: Any) -> Any:
        """An answer of that shape, as it comes from JSON."""
        return msgspec.convert(self._make(inspect.type_info(shape), ""), shape, strict=False)

    def _make(self, kind: inspect.Type, name: str) -> Any:
        if isinstance(kind, inspect.Metadata):
            return self._make(kind.type, name)
        if isinstance(kind, inspect.UnionType):
            return self._choice(kind, name)
        if isinstance(kind, inspect.StructType):
            return {f.encode_name: self._make(f.type, f"{kind.cls.__name__}.{f.name}") for f in kind.fields}
        if isinstance(kind, inspect.ListType | inspect.VarTupleType | inspect.SetType | inspect.FrozenSetType):
            return self._several(kind.item_type, name) if self._full or _always(name) else []
        if isinstance(kind, inspect.TupleType):
            return [self._make(one, name) for one in kind.item_types]
        if isinstance(kind, inspect.DictType):
            return {self._make(kind.key_type, name): self._make(kind.value_type, name)} if self._full else {}
        if isinstance(kind, inspect.EnumType):
            return next(iter(kind.cls)).value
        if isinstance(kind, inspect.LiteralType):
            return kind.values[0]
        return self._plain(kind, name)

    def _several(self, kind: inspect.Type, name: str) -> list[Any]:
        """Two; of texts that are listed as many as are told."""
        struct, _, member = name.rpartition(".")
        times = len(self._said(name)) if isinstance(kind, inspect.StrType) else MANY.get(struct, {}).get(member, 2)
        return [self._make(kind, name) for _ in range(times)]

    def _choice(self, kind: inspect.UnionType, name: str) -> Any:
        """Of what may be missing: there when full, missing when bare."""
        if kind.includes_none and not self._full:
            return None
        return self._make(next(one for one in kind.types if not isinstance(one, inspect.NoneType)), name)

    def _plain(self, kind: inspect.Type, name: str) -> Any:
        makers: dict[type, Callable[[], Any]] = {
            inspect.UUIDType: lambda: self._id(name),
            inspect.DateType: lambda: TODAY.isoformat(),
            inspect.DateTimeType: lambda: NOW.isoformat(),
            inspect.TimeType: lambda: "08:30:00",
            inspect.BoolType: lambda: self._full,
            inspect.IntType: lambda: NUMBERS.get(name.rpartition(".")[2], 3),
            inspect.FloatType: lambda: 1.5,
            inspect.DecimalType: lambda: "90.5",
            inspect.StrType: lambda: self._text(name),
            inspect.AnyType: lambda: self._text(name),
            inspect.NoneType: lambda: None,
        }
        return makers[type(kind)]()

    def _id(self, name: str) -> str:
        if name.rpartition(".")[2] in PERSON:
            return str(UUID(int=1))
        self._told["id"] += 1
        return str(UUID(int=self._told["id"]))

    def _text(self, name: str) -> str:
        said = self._said(name)
        self._told[name] += 1
        return said[(self._told[name] - 1) % len(said)]

    def _said(self, name: str) -> list[str]:
        struct, _, member = name.rpartition(".")
        for told in (self._here.get(struct, {}), SAID.get(struct, {}), SAID["any"]):
            if member in told:
                return told[member]
        return [f"Kata {member}"]


def _always(name: str) -> bool:
    struct, _, member = name.rpartition(".")
    return member in ALWAYS.get(struct, ())
