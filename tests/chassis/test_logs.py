"""Every line of a service's log is JSON with its trace and without a person, also those of libraries."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from chassis import telemetry
from chassis.telemetry.logs import configure_logs

NIP = "198503152010011009"


@pytest.fixture(autouse=True)
def configured(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure_logs("contoh")
    yield
    structlog.reset_defaults()
    root.handlers, root.level = before


def _line(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    (line,) = capsys.readouterr().err.splitlines()
    told: dict[str, str] = json.loads(line)
    return told


def test_a_line_of_ours_says_which_service_and_when(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.get_logger().warning("parked", nama="Budi", subject=f"asn {NIP}")
    told = _line(capsys)
    assert (told["service"], told["event"], told["level"]) == ("contoh", "parked", "warning")
    assert told["timestamp"].endswith("Z") and NIP not in str(told) and "Budi" not in str(told)


def test_what_a_library_warns_of_is_a_line_of_the_same_kind(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("aiokafka.consumer").warning("Marking the coordinator dead for %s", NIP)
    told = _line(capsys)
    assert (told["service"], told["logger"], told["level"]) == ("contoh", "aiokafka.consumer", "warning")
    assert told["event"].startswith("Marking the coordinator dead") and NIP not in str(told)


def test_what_a_library_only_mentions_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("aiokafka.consumer").info("Joined group")
    assert capsys.readouterr().err == ""


def test_an_exception_told_by_a_library_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(f"no {NIP}")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    told = _line(capsys)
    assert told["level"] == "error" and "ValueError" in told["exception"] and NIP not in str(told)
