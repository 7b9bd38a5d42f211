"""Every template as it is written: what it uses is there, it is short, and it says nothing that the policy refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from gateway.pages.app import SITE
from gateway.pages.view import FOLDER, View

TEMPLATES = sorted(FOLDER.rglob("*.html"))
MOST_LINES = 150
_REFUSED = re.compile(
    r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=\"\{\{ aset\()|<style|https?://(?!www\.w3\.org)|/api/|\|\s*safe"
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_a_template_uses_what_there_is(path: Path) -> None:
    view = View()
    source = path.read_text()
    tree = view.env.parse(source)
    assert {one.name for one in tree.find_all(nodes.Filter)} <= set(view.env.filters)
    assert len(source.splitlines()) <= MOST_LINES
    assert not (found := _REFUSED.search(source)), found
    posts = re.findall(r"<form(?=[^>]*method=\"post\").*?</form>", source, re.DOTALL)
    assert all("{{ rahasia(" in form for form in posts), "every form carries the proof of its session"


def test_every_page_of_the_site_is_one() -> None:
    assert len({screen.path for screen in SITE}) == len(SITE)
    assert all(screen.show or screen.act for screen in SITE)
