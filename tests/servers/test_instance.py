"""An instance as an operator meets it: its second start, a killed child, a taken port, its secrets, its end."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from chassis.settings import REPOSITORY
from ekinerja import jars, running, supervisor
from ekinerja.commands import up
from ekinerja.external import External
from ekinerja.instance import Instance
from ekinerja.refusal import Unable
from ekinerja.stack import Stack
from ekinerja.topology import topology


@pytest.fixture
def instance() -> Iterator[Instance]:
    found = Instance("test-instance", base_port=0, profile="test")
    found.remove()
    yield found
    found.remove()


def servers_of(instance: Instance) -> Stack:
    return Stack(instance, services=(), gateway=False, servers=External())


async def test_a_second_start_finds_yesterdays_data_ports_and_secrets(instance: Instance) -> None:
    stack = servers_of(instance)
    await stack.start()
    ports, secrets = dict(instance.ports), instance.secrets()
    connection = await asyncpg.connect(stack.admin_dsn())
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    await connection.close()
    pids = [stack.pid(name) for name in ("postgres", "valkey", "kafka")]
    began = time.monotonic()
    await stack.stop()
    assert time.monotonic() - began < 10
    assert all(pid and not Path(f"/proc/{pid}").exists() for pid in pids)

    again = servers_of(Instance("test-instance", profile="test"))
    await again.start()
    try:
        assert dict(again.instance.ports) == ports and again.instance.secrets() == secrets
        connection = await asyncpg.connect(again.admin_dsn())
        assert await connection.fetchval("SELECT n FROM kept") == 42
        await connection.close()
    finally:
        await again.stop()


async def test_a_killed_child_is_started_again(instance: Instance) -> None:
    stack = servers_of(instance)
    await stack.start()
    try:
        for name in ("valkey", "postgres"):
            before = stack.pid(name)
            stack.kill(name)
            deadline = time.monotonic() + 20
            while not await _well(stack, name, before):
                assert time.monotonic() < deadline, f"{name} did not come back"
                await asyncio.sleep(0.1)
            assert stack.restart_count(name) == 1
    finally:
        await stack.stop()


async def test_a_child_that_hangs_is_ended_and_started_again(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "ASK_SECONDS", 0.3)
    monkeypatch.setattr(supervisor, "SILENT_SECONDS", 1.5)
    told: list[str] = []
    stack = Stack(instance, services=(), gateway=False, servers=External(), tell=told.append)
    await stack.start()
    try:
        hung = stack.pid("valkey")
        assert hung
        os.kill(hung, signal.SIGSTOP)
        deadline = time.monotonic() + 20
        while not await _well(stack, "valkey", hung):
            assert time.monotonic() < deadline, "valkey did not come back"
            await asyncio.sleep(0.1)
        assert any("valkey has not answered" in line for line in told)
        assert stack.restart_count("postgres") == stack.restart_count("kafka") == 0
    finally:
        await stack.stop()


async def _well(stack: Stack, name: str, before: int | None) -> bool:
    try:
        await stack.probe(name)
    except Exception:
        return False
    return stack.pid(name) not in (None, before)


async def test_secrets_are_the_owners_alone(instance: Instance) -> None:
    instance.prepare()
    assert stat.S_IMODE(instance.secrets_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(instance.secrets_file.parent.stat().st_mode) == 0o700
    assert len(set(instance.secrets().roles.values())) == len(instance.secrets().roles)


async def test_a_taken_port_is_named_with_the_way_out(instance: Instance) -> None:
    instance.prepare()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", instance.ports["kafka"]))
        taken.listen()
        with pytest.raises(Unable) as told:
            await servers_of(Instance("test-instance", profile="test")).start()
    assert str(instance.ports["kafka"]) in str(told.value) and "--base-port" in str(told.value)
    assert not running.alive(instance)


async def test_ports_that_were_taken_are_not_kept_for_the_next_start(instance: Instance) -> None:
    instance.prepare()
    kept = dict(instance.ports)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        postgres = taken.getsockname()[1]
        asked = postgres - (topology().servers["postgres"].port - topology().gateway.port)
        with pytest.raises(Unable, match=f"port {postgres} .for postgres. is taken"):
            await servers_of(Instance("test-instance", base_port=asked, profile="test")).start()
    assert Instance("test-instance").ports == kept


def test_who_started_it_is_told_where_it_is_and_who_can_sign_in_but_no_password(instance: Instance) -> None:
    instance.prepare()
    told = up.ready(Stack(Instance("test-instance"), servers=External()))
    for wanted in (f":{instance.ports['gateway']}", "kuansing", "konsel", "super_admin", "pengelola_kepegawaian"):
        assert wanted in told
    assert str(instance.secrets_file) in told and instance.secrets().bootstrap_password not in told


def ekinerja(*argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ekinerja", *argv]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)


def test_up_in_the_background_says_all_of_it_and_down_ends_it(instance: Instance) -> None:
    own = ("--instance", "test-instance")
    started = ekinerja("up", *own, "--base-port", "0", "--servers-only", "--detach")
    try:
        assert started.returncode == 0, started.stderr
        assert "servers are ready" in started.stdout and "`ekinerja down --instance test-instance`" in started.stdout
    finally:
        stopped = ekinerja("down", *own)
    assert "is stopped" in stopped.stdout and not running.alive(instance)


def test_a_pack_that_is_malformed_stops_the_start_before_anything_is_started(
    instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(REPOSITORY / "regulations", packs)
    law = packs / "kuansing-65-2019.toml"
    law.write_text(re.sub(r"verify_days = \{ value = \d+", 'verify_days = { value = "tujuh"', law.read_text()))
    monkeypatch.setenv("EKINERJA_REGULATIONS", str(packs))
    told = ekinerja("up", "--instance", "test-instance", "--base-port", "0")
    assert told.returncode == 2 and not running.alive(instance)
    last = told.stderr.splitlines()[-1]
    assert "kuansing-65-2019.toml" in last and "verify_days" in last and "int" in last
    assert "starts" not in told.stdout + told.stderr


def test_a_replay_that_cannot_be_is_one_line(instance: Instance) -> None:
    instance.prepare()
    for service, why in (("nosuch", "there is no service nosuch: identity, skp"), ("activity", "does not answer")):
        told = ekinerja("replay", service, "--instance", "test-instance")
        assert (told.returncode, len(told.stderr.splitlines())) == (2, 1), told.stderr
        assert why in told.stderr


def test_a_jar_that_differs_from_the_lock_is_refused(tmp_path: Path) -> None:
    name = next(iter(jars.locked()))
    (tmp_path / "jars").mkdir()
    (tmp_path / "jars" / name).write_bytes(b"something else")
    assert jars.differing(tmp_path) == [name]
    with pytest.raises(Unable):
        jars.verify(tmp_path)


def test_up_and_down_from_the_command_line(instance: Instance) -> None:
    """The servers alone, in the background, then Ctrl-C: all gone within ten seconds, nothing left behind."""
    command = [
        sys.executable,
        "-m",
        "ekinerja",
        "up",
        "--instance",
        "test-instance",
        "--base-port",
        "0",
        "--servers-only",
    ]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        deadline = time.monotonic() + 90
        while (page := running.page(instance)) is None or page.state != "ready":
            assert process.poll() is None and time.monotonic() < deadline, "not ready"
            time.sleep(0.2)
        second = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
        assert second.returncode == 2 and "already running" in second.stderr
        status = [sys.executable, "-m", "ekinerja", "status", "--instance", "test-instance"]
        shown = subprocess.run(status, cwd=REPOSITORY, capture_output=True, text=True)
        assert shown.returncode == 0 and "kafka" in shown.stdout and "ok" in shown.stdout
        pids = [child.pid for child in page.processes]
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(15)
        assert time.monotonic() - began < 10
    finally:
        if process.poll() is None:
            process.kill()
    assert not running.alive(instance)
    assert all(pid and not os.path.exists(f"/proc/{pid}") for pid in pids)
