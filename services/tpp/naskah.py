"""The file of a policy of amounts (TOML), read; what is wrong with it is said by file, key and expectation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from chassis import wording
from contracts.refusal import Refusal
from contracts.vocabulary import Kode
from services.tpp.domain.isi import wrong
from services.tpp.domain.kebijakan import MALFORMED, TOO_LONG
from services.tpp.policy import TppPolicy

MOST_KB = 256
_LINE = re.compile(r"at line (\d+)")


class Kepala(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says of itself. `effective_from`: the first day of its first month."""

    tenants: Annotated[tuple[Kode, ...], Meta(min_length=1, max_length=100)]
    kind: Literal["tpp"]
    law: Annotated[str, Meta(min_length=3, max_length=300)]
    short: Annotated[str, Meta(max_length=60)] = ""
    pemda: Annotated[str, Meta(max_length=100)] = ""
    effective_from: date
    example: Literal[False] = False


class Naskah(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A policy as its file says it."""

    pack: Kepala
    tpp: TppPolicy

    @property
    def mulai(self) -> str:
        """Its first month."""
        return f"{self.pack.effective_from:%Y-%m}"


class Baris(Struct, frozen=True):
    """A value of the file, for people to check: its key, what it says, by which pasal."""

    kunci: str
    isi: str
    pasal: str


class Terbaca(Struct, frozen=True):
    """A file that was read: its text and its name."""

    berkas: str
    naskah: str


def checked(berkas: str, content: bytes) -> Terbaca:
    """The text of a file that is a policy; Refusal 422 names file, key and expectation. Runs in another process."""
    if len(content) > MOST_KB << 10:
        raise Refusal(TOO_LONG, berkas=berkas, batas=MOST_KB)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _malformed(berkas, "berkas", "diharapkan teks UTF-8") from None
    if "\x00" in text:
        raise _malformed(berkas, "berkas", "diharapkan teks tanpa karakter NUL")
    read(berkas, text)
    return Terbaca(berkas, text)


def read(berkas: str, text: str) -> Naskah:
    """The policy that a text holds; Refusal 422 as `checked` says."""
    body = _toml(berkas, text)
    try:
        found = msgspec.convert(body, Naskah)
    except msgspec.ValidationError as err:
        said, key = wording.read(str(err))
        raise _malformed(berkas, key or "berkas", said) from None
    if found.pack.effective_from.day != 1:
        raise _malformed(berkas, "pack.effective_from", "diharapkan hari pertama sebuah bulan")
    if odd := wrong(found.tpp):
        raise _malformed(berkas, *odd)
    return found


@lru_cache(64)
def kept(text: str) -> Naskah:
    """The policy of a text that was read before it was kept."""
    return read("kebijakan", text)


def rows(text: str) -> list[Baris]:
    """Every value of a text that was read before, in the order of the file."""
    return list(_rows("tpp", _toml("kebijakan", text).get("tpp", {})))


def _rows(key: str, node: object) -> Iterator[Baris]:
    if isinstance(node, dict) and "value" in node:
        yield Baris(key, _said(node["value"]), str(node.get("pasal", "")))
    elif isinstance(node, dict):
        for name, child in node.items():
            yield from _rows(f"{key}.{name}", child)


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "; ".join(_said(one) for one in value) or "tidak ada"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value)


def _toml(berkas: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as err:
        line = _LINE.search(str(err))
        raise _malformed(berkas, f"baris {line[1]}" if line else "akhir berkas", "diharapkan bentuk TOML") from None
    except (RecursionError, ArithmeticError, ValueError):
        raise _malformed(berkas, "berkas", "diharapkan bentuk TOML dengan bilangan dan susunan yang wajar") from None


def _malformed(berkas: str, kunci: str, harapan: str) -> Refusal:
    return Refusal(MALFORMED, berkas=berkas, kunci=kunci, harapan=harapan)
