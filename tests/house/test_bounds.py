"""Everything a person sends has a bound: each list, each table and each text of every body and query."""

from __future__ import annotations

import importlib
import inspect
import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import msgspec.inspect as shapes
import pytest

from gateway.routes import SERVICES
from services.skp.domain.content import Content


def unbounded(kind: shapes.Type, at: str, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """Where a shape lets in as much as one likes."""
    if isinstance(kind, shapes.Metadata):
        yield from unbounded(kind.type, at, seen)
    elif isinstance(kind, shapes.UnionType):
        for one in kind.types:
            yield from unbounded(one, at, seen)
    elif isinstance(kind, (shapes.ListType, shapes.VarTupleType, shapes.SetType, shapes.FrozenSetType)):
        if kind.max_length is None:
            yield at
        yield from unbounded(kind.item_type, f"{at}[]", seen)
    elif isinstance(kind, shapes.DictType):
        if kind.max_length is None:
            yield at
        yield from unbounded(kind.key_type, f"{at}{{}}", seen)
        yield from unbounded(kind.value_type, f"{at}{{}}", seen)
    elif isinstance(kind, (shapes.StructType, shapes.DataclassType)):
        if kind.cls not in seen:
            for field in kind.fields:
                yield from unbounded(field.type, f"{at}.{field.encode_name}", seen | {kind.cls})
    elif isinstance(kind, shapes.StrType) and kind.max_length is None:
        yield at


def operations() -> list[Any]:
    return [
        pytest.param(route, id=f"{name}.{route.fn.__name__}")
        for name in SERVICES
        for route in importlib.import_module(f"services.{name}.app").SERVICE.routes
    ]


@pytest.mark.parametrize("route", operations())
def test_what_an_operation_takes_is_bounded(route: Any) -> None:
    hints = typing.get_type_hints(route.fn, include_extras=True)
    given = [
        p for p in inspect.signature(route.fn).parameters if p not in ("work", "actor", "request", "runtime", "file")
    ]
    found = [place for name in given for place in unbounded(shapes.type_info(_plain(hints[name])), name)]
    assert not found, found


def _plain(hint: Any) -> Any:
    """A hint in msgspec's words alone: bounds of a query's parameter as those of the type."""
    if typing.get_origin(hint) is typing.Annotated:
        base, *notes = typing.get_args(hint)
        most = next((n.max_length for n in notes if getattr(n, "max_length", None) is not None), None)
        meta = [n for n in notes if isinstance(n, msgspec.Meta)]
        if most is not None and not meta:
            meta = [msgspec.Meta(max_length=most)]
            args = typing.get_args(base)
            if type(None) in args:  # `str | None` with the bound of the text
                return typing.Optional[typing.Annotated[args[0], meta[0]]]  # noqa: UP045
        return typing.Annotated[(base, *meta)] if meta else base
    return hint


def test_an_unbounded_list_is_found() -> None:
    class Loose(msgspec.Struct):
        isi: tuple[Content, ...]
        teks: str
        peta: dict[str, int]

    found = set(unbounded(shapes.type_info(Loose), "data"))
    assert found == {"data.isi", "data.teks", "data.peta", "data.peta{}"}
