"""`make bench`: run the scenarios named (default: all), print one table, fail when a count is off."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys

import uvloop

from bench.ground import ground
from bench.measure import Wrong
from bench.table import Outcome
from chassis import memory

SCENARIOS = ("S1", "S2", "S3", "S4", "S6", "S7", "S8", "S9", "S10", "S16", "S17", "S18", "S19", "S20", "S21", "S22")


async def bench(names: list[str], rounds: int) -> list[Outcome]:
    """Each scenario on fresh servers of its own."""
    outcomes = []
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        module = importlib.import_module(f"bench.scenarios.{name.lower()}")
        async with ground() as prepared:
            outcomes.append(await module.run(prepared, rounds))
        print("\n".join(outcomes[-1].lines()), flush=True)
    return outcomes


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="S", help=f"of {', '.join(SCENARIOS)}")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    names = [name.upper() for name in asked.scenarios] or list(SCENARIOS)
    if unknown := set(names) - set(SCENARIOS):
        parser.error(f"no such scenario: {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}")
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {asked.rounds} rounds, medians")
    memory.settle()
    try:
        outcomes = uvloop.run(bench(names, asked.rounds))
    except Wrong as err:
        print(f"WRONG: {err}", file=sys.stderr)
        return 1
    missed = [goal.name for outcome in outcomes for goal in outcome.goals if not goal.met]
    print(f"\ngoals missed: {'; '.join(missed) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
