"""Plain English in code (docs/style.md): words that make a reader stop.

`whoever`, `of which`, `that of`, `told again`, `those who`; people are "they", not "he"; and
a docstring does not begin with "The same", for a reader may not have seen what.
"""

from __future__ import annotations

import re

import pytest

from chassis.settings import REPOSITORY

_RIDDLES = re.compile(
    r"\bwhoever\b|\bof which\b|\bthat of\b|\btold again\b|\bthose who\b|\bhe\b|\bhis\b|\bhim\b"
    r'|"""The same(?: (?:for|of|as|with|to|in)\b|[,.:])',
    re.IGNORECASE,
)
FOLDERS = ["chassis", "contracts", "ekinerja", "kernel", "gateway", "services"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_sentences_are_plain(folder: str) -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}:{n}"
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        if "migrations" not in path.parts  # landed, and never edited
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _RIDDLES.search(line)
    ]
    assert found == []
