"""The arithmetic of the benchmarks, by numbers worked out by hand."""

from __future__ import annotations

import itertools

import pytest

from bench.measure import Run, interleave, percentile, percentile_ratio, ratio, typical
from bench.requests import commands, submissions
from bench.table import Goal, Outcome


def run_of(rate: float) -> Run:
    return Run(operations=int(rate * 2), seconds=2.0, cpu={"postgres": 0.5})


def test_ratio_is_the_median_of_the_ratios_round_by_round() -> None:
    ours = [run_of(100), run_of(300), run_of(90)]
    peer = [run_of(100), run_of(100), run_of(100)]
    assert ratio(ours, peer) == pytest.approx(1.0)  # of 1.0, 3.0, 0.9
    assert typical(ours).rate == pytest.approx(100)


def test_cpu_is_told_by_operation() -> None:
    assert Run(operations=1000, seconds=1.0, cpu={"kafka": 0.25}).micros("kafka") == pytest.approx(250.0)


@pytest.mark.parametrize(
    ("value", "wanted", "at_most", "met"),
    [(0.33, 0.33, False, True), (0.329, 0.33, False, False), (1.2, 1.2, True, True), (1.21, 1.2, True, False)],
)
def test_a_goal_is_met_at_its_edge(value: float, wanted: float, at_most: bool, met: bool) -> None:
    goal = Goal("x", value, wanted, at_most)
    assert goal.met is met
    assert ("MISSED" in goal.line()) is not met


async def test_contenders_take_turns() -> None:
    order: list[str] = []

    def contender(name: str):  # type: ignore[no-untyped-def]
        async def go() -> Run:
            order.append(name)
            return run_of(1)

        return go

    runs = await interleave({"a": contender("a"), "b": contender("b")}, rounds=3)
    assert order == ["a", "b"] * 3
    assert [len(r) for r in runs.values()] == [3, 3]


def test_the_table_names_contenders_goals_and_proofs() -> None:
    outcome = Outcome("S0  title", {"ours": [run_of(10)]}, [Goal("ours / peer", 2.0, 1.0)], ["10 rows"])
    text = "\n".join(outcome.lines())
    assert "S0  title" in text and "ours" in text and "met" in text and "counted: 10 rows" in text


def test_requests_never_repeat_a_key_or_a_time_of_a_person() -> None:
    asked = list(itertools.islice(commands(), 5000))
    assert len({a.key for a in asked}) == 5000
    assert len({(a.actor.id, a.command.tanggal, a.command.mulai) for a in asked}) == 5000
    raw = list(itertools.islice(submissions(lambda n: ""), 10))
    assert len(set(raw)) == 10 and all(b"idempotency-key: " in r for r in raw)


def test_percentiles_are_compared_round_by_round() -> None:
    slow = Run(3, 1.0, {}, [0.002 * n for n in range(101)])
    fast = Run(3, 1.0, {}, [0.001 * n for n in range(101)])
    assert percentile(slow, 50) == pytest.approx(0.1) and percentile(slow, 99) == pytest.approx(0.198)
    assert percentile_ratio([slow, slow, fast], [fast, fast, fast], 99) == pytest.approx(2)
