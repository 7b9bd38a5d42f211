"""The way from a fact to what was made of it, found in span files: by the fact and by links, never by what came last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ekinerja.trace import linking, publishing, spans_of


def _span(trace: str, service: str, **more: Any) -> dict[str, Any]:
    times = {"start": 1, "end": 2, "failed": False}
    return {"trace": trace, "span": "1" * 16, "parent": None, "service": service, "name": "react x", **times, **more}


def _write(path: Path, *spans: dict[str, Any]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(span) + b"\n" for span in spans))


def test_two_pemda_close_their_month_and_each_finds_its_own(tmp_path: Path) -> None:
    heard = _span("f" * 32, "activity", attributes={"messaging.message.id": "fact of another service"})
    told = [{"name": "publish x", "attributes": {"messaging.message.id": f"fact-{t}"}} for t in "ab"]
    closes = [_span(t * 32, "activity", **more) for t, more in zip("ab", told, strict=True)]
    runs = [_span(t * 32, "tpp", links=[f"{of * 32}-{'2' * 16}"]) for t, of in (("c", "a"), ("d", "b"))]
    reaction = _span("a" * 32, "tpp", links=[f"{'a' * 32}-{'3' * 16}"])
    _write(tmp_path / "activity.jsonl", heard, *closes)
    _write(tmp_path / "tpp.jsonl", reaction, *runs)
    assert publishing(tmp_path, "activity", ["fact of another service", "fact-a"]) == "a" * 32
    assert publishing(tmp_path, "activity", ["fact-c"]) is None
    assert linking(tmp_path, "tpp", "a" * 32) == "c" * 32
    assert linking(tmp_path, "tpp", "b" * 32) == "d" * 32
    assert linking(tmp_path, "tpp", "e" * 32) is None


def test_half_a_line_of_a_killed_process_hides_no_other(tmp_path: Path) -> None:
    told = _span("a" * 32, "activity", name="publish x", attributes={"messaging.message.id": "fact-a"})
    whole = msgspec.json.encode(told)
    (tmp_path / "activity.jsonl").write_bytes(whole[:191] + whole + b"\n" + whole + b"\n" + whole[:50])
    assert publishing(tmp_path, "activity", ["fact-a"]) == "a" * 32
    assert [span.trace for span in spans_of(tmp_path, "a" * 32)] == ["a" * 32]
