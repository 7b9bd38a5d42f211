"""Rounds, medians and CPU: subject and peers take turns, so that a noisy machine is noisy for all of them."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

_TICK = os.sysconf("SC_CLK_TCK")

Pids = Mapping[str, int]


class Wrong(Exception):
    """A contender did not do what it claims: a count is off."""


class Run(msgspec.Struct, frozen=True):
    """One contender, one round: operations done, wall seconds, CPU seconds by process, seconds each one took."""

    operations: int
    seconds: float
    cpu: dict[str, float]
    latencies: list[float] = []

    @property
    def rate(self) -> float:
        """Operations a second."""
        return self.operations / self.seconds

    def micros(self, process: str) -> float:
        """CPU microseconds an operation."""
        return self.cpu[process] / self.operations * 1e6


Contender = Callable[[], Awaitable[Run]]


async def interleave(contenders: Mapping[str, Contender], rounds: int) -> dict[str, list[Run]]:
    """A B C A B C …: the runs of each contender, in order."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            runs[name].append(await contender())
    return runs


def ratio(subject: list[Run], peer: list[Run]) -> float:
    """Median over the rounds of the subject's rate divided by the peer's rate in the same round."""
    return statistics.median(s.rate / p.rate for s, p in zip(subject, peer, strict=True))


def cpu_ratio(subject: list[Run], peer: list[Run], process: str, other: str) -> float:
    """Median over the rounds of the CPU an operation costs a process, divided by what it costs the peer's."""
    return statistics.median(s.micros(process) / p.micros(other) for s, p in zip(subject, peer, strict=True))


def percentile(run: Run, q: int) -> float:
    """Seconds within which q of 100 operations were done."""
    return statistics.quantiles(run.latencies, n=100, method="inclusive")[q - 1]


def percentile_ratio(subject: list[Run], peer: list[Run], q: int) -> float:
    """Median over the rounds of the subject's percentile divided by the peer's in the same round."""
    return statistics.median(percentile(s, q) / percentile(p, q) for s, p in zip(subject, peer, strict=True))


def typical(runs: list[Run]) -> Run:
    """The run in the middle, by rate."""
    return sorted(runs, key=lambda run: run.rate)[len(runs) // 2]


class Meter:
    """Wall time and the CPU of named process trees around a block, or around several: they add up."""

    def __init__(self, pids: Pids) -> None:
        self._pids = pids
        self.seconds = 0.0
        self.cpu = dict.fromkeys(pids, 0.0)

    @contextmanager
    def on(self) -> Iterator[None]:
        before = {name: _cpu_of(pid) for name, pid in self._pids.items()}
        began = time.perf_counter()
        yield
        self.seconds += time.perf_counter() - began
        for name, pid in self._pids.items():
            self.cpu[name] += _cpu_of(pid) - before[name]

    def run(self, operations: int, latencies: list[float] | None = None, **more_cpu: float) -> Run:
        return Run(operations, self.seconds, self.cpu | more_cpu, latencies or [])


def _cpu_of(pid: int) -> float:
    """Of this process only itself; of a server all that it started."""
    return time.process_time() if pid == os.getpid() else cpu_of_tree(pid)


def cpu_of_tree(pid: int) -> float:
    """User and system seconds of a process, its living descendants, and the children it has waited for."""
    total = 0.0
    for member in _tree(pid):
        try:
            fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(ticks) for ticks in fields[11:15]) / _TICK
    return total


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, at = [root], 0
    while at < len(found):
        found += children.get(found[at], [])
        at += 1
    return found
