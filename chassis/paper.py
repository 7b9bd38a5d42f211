"""Papers: data laid out by a template as PDF/A-2b, whatever characters people wrote."""

from __future__ import annotations

import asyncio
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import typst

# What the fonts inside the compiler draw by themselves, whatever stands beside it. No mark that joins or turns others.
_DRAWN = (
    "\t\n\x20-\x7e\xa0-\xac\xae-\u024f\u02b0-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203f\u2044\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u211e\u2122\u2126"
    "\u2150\u2151\u2153-\u2184\u2190-\u23cf\u2460-\u2606\u2701-\u2704\u270c-\u2714\u27f0-\u27ff\u2900-\u297f\ufb00-\ufb06"
)
_UNDRAWN = re.compile(f"[^{_DRAWN}]")
_UNUSUAL = re.compile(r"[^\t\n\x20-\x7e\xa0-\xac\xae-\xff]")
# Of the fonts Symbol and Wingdings, as they arrive in a text that was copied from Word.
_WORD = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf06e": "■"})


async def pdf(template: Path, data: Any) -> bytes:
    """The PDF/A-2b of a template over some data. What no font draws stands as its number: ✅ as [U+2705]."""
    return await asyncio.to_thread(_made, template, msgspec.to_builtins(data))


def score(value: Decimal) -> str:
    """A score to two places with a comma, as papers show it: 82,74."""
    return str(value.quantize(Decimal("0.01"))).replace(".", ",")


def shown(text: str) -> str:
    """A text in characters that are drawn."""
    return _UNDRAWN.sub(_number, text.replace("\r\n", "\n").translate(_WORD))


def _number(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def _plain(text: str) -> str:
    return _UNUSUAL.sub(_number, text.replace("\r\n", "\n"))


def _made(template: Path, data: Any) -> bytes:
    """In ordinary letters alone where the compiler cannot draw the others after all: a paper always comes."""
    try:
        return _compiled(template, _told(data, shown))
    except typst.TypstError:
        return _compiled(template, _told(data, _plain))


def _told(data: Any, of: Any) -> Any:
    if isinstance(data, str):
        return of(data)
    if isinstance(data, dict):
        return {name: _told(value, of) for name, value in data.items()}
    return [_told(value, of) for value in data] if isinstance(data, list | tuple) else data


def _compiled(template: Path, data: Any) -> bytes:
    made = typst.compile(
        str(template), sys_inputs={"data": json.dumps(data)}, format="pdf", pdf_standards=["a-2b"],
        ignore_system_fonts=True,
    )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError("typst gave more than one file")
    return made
