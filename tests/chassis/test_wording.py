"""What the parser really says, said in Indonesian with the member to blame."""

from __future__ import annotations

import ast
from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

import msgspec
import pytest

from chassis.settings import REPOSITORY
from chassis.wording import FORMS, overflowing, place, read
from contracts.vocabulary import Kategori


class Item(msgspec.Struct):
    """Something in a list."""

    jumlah: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1


class Form(msgspec.Struct, forbid_unknown_fields=True):
    """All kinds of members."""

    nama: Annotated[str, msgspec.Meta(min_length=2, max_length=4)]
    kode: Annotated[str, msgspec.Meta(pattern="^[a-z]+$")] = "a"
    hari: date = date(2026, 1, 1)
    jam: Annotated[time, msgspec.Meta(tz=False)] = time(8)
    asn_id: UUID = UUID(int=0)
    kategori: Kategori = Kategori.UTAMA
    bagian: float | None = None
    butir: list[Item] = []


@pytest.mark.parametrize(
    ("changed", "said", "field"),
    [
        ({"nama": 1}, "diharapkan teks, bukan bilangan bulat", "nama"),
        ({"nama": "a"}, "paling pendek 2", "nama"),
        ({"nama": "aaaaa"}, "paling panjang 4", "nama"),
        ({"kode": "1"}, "tidak dalam bentuk yang diminta", "kode"),
        ({"hari": "besok"}, "bukan tanggal (TTTT-BB-HH)", "hari"),
        ({"jam": "25:00"}, "bukan jam (JJ:MM:DD)", "jam"),
        ({"jam": "08:00:00+07:00"}, "sebut tanpa zona waktu", "jam"),
        ({"asn_id": "x"}, "bukan nomor pengenal (UUID)", "asn_id"),
        ({"kategori": "<b>"}, "bukan salah satu pilihan", "kategori"),
        ({"bagian": "x"}, "diharapkan bilangan atau kosong, bukan teks", "bagian"),
        ({"butir": {}}, "diharapkan daftar, bukan objek", "butir"),
        ({"butir": [{"jumlah": 0}]}, "paling sedikit 1", "butir[0].jumlah"),
        ({"butir": [{"jumlah": 10}]}, "paling banyak 9", "butir[0].jumlah"),
        ({"lain": 1}, "tidak dikenal", "lain"),
    ],
)
def test_a_member_that_does_not_fit(changed: dict[str, Any], said: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(msgspec.json.encode({"nama": "abc"} | changed), type=Form)
    assert read(str(refused.value)) == (said, field)


@pytest.mark.parametrize(
    ("body", "said", "field"),
    [
        (b"{}", "belum diisi", "nama"), (b"{", "bukan JSON yang utuh", None), (b"{]", "bukan JSON yang utuh", None),
        (b"[]", "diharapkan objek, bukan daftar", None), (b'{"bagian": 1e400}', "di luar batas", "bagian"),
    ],
)  # fmt: skip
def test_a_body_that_does_not_fit(body: bytes, said: str, field: str | None) -> None:
    with pytest.raises(msgspec.DecodeError) as refused:
        msgspec.json.decode(body, type=Form)
    assert read(str(refused.value)) == (said, field)


def test_a_parameter_that_is_missing_and_words_that_are_ours() -> None:
    assert read("Missing required query parameter 'tahun' for path /api/x") == ("belum diisi", "tahun")
    assert read("Belum waktunya.") == ("Belum waktunya.", None)


def _patterns() -> set[str]:
    """The forms of texts that some command or parameter asks for."""
    files = [
        p for folder in ("services", "chassis", "kernel", "contracts") for p in (REPOSITORY / folder).rglob("*.py")
    ]
    calls = [
        node
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Meta", "QueryParameter")
    ]
    return {
        k.value.value for c in calls for k in c.keywords if k.arg == "pattern" and isinstance(k.value, ast.Constant)
    }


@pytest.mark.parametrize("pattern", sorted(_patterns()))
def test_a_form_is_told_in_words(pattern: str) -> None:
    asked: Any = Annotated[str, msgspec.Meta(pattern=pattern)]
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(b'"\\n"', type=asked)
    said, _ = read(str(refused.value))
    assert said == FORMS[pattern] and not set("^$[]\\") & set(said)


def test_the_number_that_no_number_can_hold_is_named_by_its_place() -> None:
    assert overflowing(b'{"isi": {"butir": [{}, {"target": [1, 1e400]}]}}') == "isi.butir[1].target[1]"
    assert overflowing(b'{"a": 1') is None and place("[...][...][0]") is None and place("nilai[...]") == "nilai"
