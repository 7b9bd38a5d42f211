"""Servers out of containers, asked for where there is no Docker: one clear error, no skipped test."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from ekinerja.refusal import Unable
from tests.containers import started


def test_without_docker_the_servers_of_containers_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody-listens")
    with ExitStack() as stack, pytest.raises(Unable, match="--servers=docker needs a running Docker"):
        started(stack)
