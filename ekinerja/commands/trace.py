"""`ekinerja trace`: draw one trace from the files of an instance."""

from __future__ import annotations

from rich.console import Console

from ekinerja import trace as tracing
from ekinerja.instance import Instance
from ekinerja.refusal import Unable


def trace(trace_id: str, /, *, instance: str = "main") -> None:
    """Draw a trace as a waterfall.

    Parameters
    ----------
    trace_id
        32 hexadecimal digits, as in the header `traceparent` or in a log line.
    instance
        Name of the instance.
    """
    if not tracing.draw(Instance(instance)["traces"], trace_id, Console()):
        raise Unable(f"instance {instance} has no trace {trace_id}")
