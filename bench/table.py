"""What a run of the benchmarks prints."""

from __future__ import annotations

import msgspec

from bench.measure import Run, percentile, typical


class Goal(msgspec.Struct, frozen=True):
    """What a ratio should reach, and whether more or less of it is better."""

    name: str
    value: float
    wanted: float
    at_most: bool = False
    else_ms: tuple[float, float] | None = None
    """Milliseconds that were measured and milliseconds that are good enough whatever the ratio."""

    @property
    def met(self) -> bool:
        if self.else_ms and self.else_ms[0] <= self.else_ms[1]:
            return True
        return self.value <= self.wanted if self.at_most else self.value >= self.wanted

    def line(self) -> str:
        sign = "<=" if self.at_most else ">="
        told = "met" if self.met else "MISSED"
        enough = f" or <= {self.else_ms[1]:g} ms" if self.else_ms else ""
        return f"  {self.name:<58} {self.value:7.2f}x   goal {sign} {self.wanted:g}x{enough}   {told}"


class Outcome(msgspec.Struct, frozen=True):
    """A scenario after its rounds: what each contender did, the ratios, and what was counted."""

    title: str
    runs: dict[str, list[Run]]
    goals: list[Goal]
    proofs: list[str]

    def lines(self) -> list[str]:
        """The scenario as text."""
        out = ["", self.title]
        for name, runs in self.runs.items():
            run = typical(runs)
            cpu = "  ".join(f"{process} {run.micros(process):.0f}" for process in run.cpu)
            took = "".join(f"  p{q} {percentile(run, q) * 1e3:.1f} ms" for q in (50, 99) if run.latencies)
            out.append(f"  {name:<34} {run.rate:10,.0f}/s {took}  CPU us/op: {cpu}")
        out += [goal.line() for goal in self.goals]
        return out + [f"  counted: {proof}" for proof in self.proofs]
