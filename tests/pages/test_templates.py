"""Every template as it is written: what it uses is there, it is short, and it says nothing that the policy refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from gateway.pages.screens import SITE
from gateway.pages.view import FOLDER, View

TEMPLATES = sorted(FOLDER.rglob("*.html"))
MOST_LINES = 150
MODULES = frozenset({"kata", "berkas"})
_TAKEN = re.compile(r"(?:baris|teks)\([^)]*, 'isi',")
_REFUSED = re.compile(
    r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=\"\{\{ aset\()|<style|https?://(?!www\.w3\.org)|/api/|\|\s*safe"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_a_template_uses_what_there_is(path: Path) -> None:
    view = View()
    source = path.read_text()
    tree = view.env.parse(source)
    assert {one.name for one in tree.find_all(nodes.Filter)} <= set(view.env.filters)
    assert [at for at in _asked_of_modules(tree) if not hasattr(view.env.globals[at[0]], at[1])] == []
    assert [at for at in _taken_from_others(tree) if not hasattr(view.env.get_template(at[0]).module, at[1])] == []
    assert len(source.splitlines()) <= MOST_LINES
    assert not (found := _REFUSED.search(source)), found
    posts = re.findall(r"<form(?=[^>]*method=\"post\").*?</form>", source, re.DOTALL)
    assert all("{{ rahasia(" in form for form in posts), "every form carries the proof of its session"


def _asked_of_modules(tree: nodes.Template) -> list[tuple[str, str]]:
    """What a template asks of the words and of the addresses of papers."""
    found = [(one.node, one.attr) for one in tree.find_all(nodes.Getattr)]
    return [(node.name, attr) for node, attr in found if isinstance(node, nodes.Name) and node.name in MODULES]


def _taken_from_others(tree: nodes.Template) -> list[tuple[str, str]]:
    """The macros that a template imports, and from where."""
    return [
        (one.template.value, name if isinstance(name, str) else name[0])
        for one in tree.find_all(nodes.FromImport)
        if isinstance(one.template, nodes.Const)
        for name in one.names
    ]


def test_every_page_of_the_site_is_one() -> None:
    assert len({screen.path for screen in SITE}) == len(SITE)
    assert all(screen.show or screen.act for screen in SITE)
