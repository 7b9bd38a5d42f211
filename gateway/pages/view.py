"""Templates into pages: everything is escaped, a name that is missing is an error, only the icons in use are sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gateway.assets import address_of
from gateway.pages import papers, words
from gateway.pages.icons import ICONS

_FILTERS = (
    "hari", "tanggal", "pendek", "nama_hari", "bulan", "bulan_saja", "nilai", "jam", "rupiah", "angka", "ukuran",
    "resi", "pokok",
)  # fmt: skip
FOLDER = Path(__file__).resolve().parent / "templates"


class Sprite:
    """The icons that a page has used so far. Rendering waits for nothing, so one at a time is drawn."""

    def __init__(self) -> None:
        self.used: list[str] = []

    def icon(self, name: str) -> Markup:
        """A stroke beside a word: it says nothing of its own."""
        if name not in ICONS:
            raise KeyError(f"no icon {name}")
        if name not in self.used:
            self.used.append(name)
        return Markup('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>').format(name)

    def sprite(self) -> Markup:
        """The strokes themselves, once, at the end of the page."""
        drawn = Markup("").join(
            Markup('<symbol id="i-{}" viewBox="0 0 24 24"><path d="{}"/></symbol>').format(name, ICONS[name])
            for name in self.used
        )
        return Markup("<svg hidden>{}</svg>").format(drawn) if self.used else Markup("")


class View:
    """One environment for all pages."""

    def __init__(self) -> None:
        self._sprite = Sprite()
        self.env = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, auto_reload=False,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.env.globals |= {
            "ikon": lambda name: self._sprite.icon(name),
            "lembar_ikon": lambda: self._sprite.sprite(),
            "aset": address_of,
            "kata": words,
            "berkas": papers,
        }
        for name in _FILTERS:
            self.env.filters[name] = getattr(words, name)

    def page(self, template: str, data: dict[str, Any]) -> bytes:
        """A whole page."""
        self._sprite.used = []
        return self.env.get_template(template).render(data).encode()
