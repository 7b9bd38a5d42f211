"""The schemas are such that generators of clients have a name and a type wide enough for everything in them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta, Struct

from contracts.tpp import TppRunFinished
from ekinerja.publishing.asyncapi import document
from ekinerja.publishing.schemas import schema_of
from ekinerja.publishing.shapes import Nameless, shaped

DOCUMENT = document("1")
SCHEMAS = DOCUMENT["components"]["schemas"]


def _inside(node: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every schema below a named one, by its place."""
    if isinstance(node, dict):
        for word, value in node.items():
            if isinstance(value, dict) and word not in ("properties", "default"):
                yield f"{place}.{word}", value
            yield from _inside(value, f"{place}.{word}")
    elif isinstance(node, list):
        for item in node:
            yield from _inside(item, place)


INLINE = [(place, node) for name, part in SCHEMAS.items() for place, node in _inside(part, name) if "type" in node]
MEMBERS = [(f"{name}.{m}", s) for name, part in SCHEMAS.items() for m, s in part.get("properties", {}).items()]


def test_no_part_is_without_a_name() -> None:
    assert len(INLINE) > 300
    assert [at for at, node in INLINE if "enum" in node or node["type"] == "object" or "anyOf" in node] == []
    assert [at for at, member in MEMBERS if not {"type", "$ref"} & set(member)] == []
    assert [name for name, part in SCHEMAS.items() if part["title"] != name] == []
    unions = {name: part for name, part in SCHEMAS.items() if "type" not in part}
    assert unions and {n: p for n, p in unions.items() if not n.endswith("OrNull") or len(p["anyOf"]) != 2} == {}
    messages = DOCUMENT["components"]["messages"]
    assert [m for m in messages.values() if not m["name"].isidentifier()] == []
    assert {m["payload"]["$ref"].rpartition("/")[2] for m in messages.values()} <= set(SCHEMAS)


def test_an_integer_is_as_wide_as_what_it_holds() -> None:
    numbers = [(at, node) for at, node in INLINE if "integer" in node["type"]]
    assert len(numbers) > 30
    for at, node in numbers:
        fits = node.get("minimum", -(10**15)) >= -(2**31) and node.get("maximum", 10**15) < 2**31
        assert node["format"] == ("int32" if fits else "int64"), at
    assert schema_of(TppRunFinished)["properties"]["total"]["format"] == "int64"


# of Java, Go, PHP and TypeScript: a generator renames a field that is called so, and its reader looks for the old name
_WORDS = (
    "abstract and array as assert boolean break byte callable case catch chan char class clone const continue debugger"
    " declare default defer delete die do double echo else elseif empty enum eval exit export extends fallthrough false"
    " final finally float fn for foreach func function global go goto if implements import in instanceof insteadof int"
    " interface isset let list long map match namespace native new null or package print private protected public range"
    " readonly require return select short static strictfp struct super switch synchronized this throw throws trait"
    " transient true try type typeof unset use var void volatile while with xor yield"
)
RESERVED = frozenset(_WORDS.split())


def test_no_field_is_a_word_that_a_language_keeps_for_itself() -> None:
    assert [at for at, _ in MEMBERS if at.rpartition(".")[2] in RESERVED] == []


def test_a_wide_integer_has_no_default() -> None:
    """The Java generator writes an int where a Long is wanted."""
    assert [at for at, member in MEMBERS if member.get("format") == "int64" and "default" in member
            and member["default"] is not None] == []  # fmt: skip


def test_a_list_has_no_default_and_a_moment_has_its_form() -> None:
    assert [at for at, member in MEMBERS if member.get("default") == [] or member.get("default") == ()] == []
    moments = [(at, member) for at, member in MEMBERS if at.endswith("_at") and member.get("type") == "string"]
    assert moments and [at for at, member in moments if member.get("format") != "date-time"] == []


@pytest.mark.parametrize("place", ["RealisasiMeasured.capaian", "AppraisalFinalized.nilai_skp", "SegmenSkp.capaian"])
@pytest.mark.parametrize(
    ("text", "fits"), [("91.40", True), ("0", True), ("1E+2", False), ("91,4", False), ("-1", False), ("1.", False)]
)
def test_a_decimal_says_its_form(place: str, text: str, fits: bool) -> None:
    import jsonschema_rs

    name, _, member = place.partition(".")
    assert jsonschema_rs.is_valid(SCHEMAS[name]["properties"][member], text) is fits


class _Warna(Enum):
    """A colour, or (two words) another."""

    MERAH = "merah"
    BIRU_TUA = "biru tua"


class _Isi(Struct):
    angka: int


class _Contoh(Struct):
    """Of all shapes one.

    Indented.
    """

    warna: _Warna
    mungkin: _Warna | None
    isi: _Isi | None = None
    cara: Annotated[Literal["a", "b"], Meta(title="Cara")] = "a"
    daftar: tuple[int, ...] = ()
    banyak: int | None = None


def test_a_schema_is_reshaped_without_another_meaning() -> None:
    _, parts = msgspec.json.schema_components([_Contoh], ref_template="#/$defs/{name}")
    whole, named = shaped(parts.pop("_Contoh"), parts)
    assert whole["properties"] == {
        "warna": {"$ref": "#/$defs/_Warna"},
        "mungkin": {
            "type": ["string", "null"],
            "pattern": "^(biru tua|merah)$",
            "examples": ["biru tua", "merah"],
            "description": "A colour, or (two words) another.",
        },
        "isi": {"$ref": "#/$defs/_IsiOrNull", "default": None},
        "cara": {"$ref": "#/$defs/Cara", "default": "a"},
        "daftar": {"type": "array", "items": {"type": "integer", "format": "int64"}},
        "banyak": {"type": ["integer", "null"], "format": "int64", "default": None},
    }
    assert whole["description"] == "Of all shapes one.\n\nIndented."
    assert set(named) == {"_Warna", "_Isi", "_IsiOrNull", "Cara"}
    assert named["_IsiOrNull"] == {"title": "_IsiOrNull", "anyOf": [{"$ref": "#/$defs/_Isi"}, {"type": "null"}]}
    assert named["Cara"]["enum"] == ["a", "b"]


def test_what_has_no_name_is_refused() -> None:
    class Salah(Struct):
        cara: Literal["a", "b"]

    _, parts = msgspec.json.schema_components([Salah], ref_template="#/$defs/{name}")
    with pytest.raises(Nameless):
        shaped(parts.pop("Salah"), parts)
