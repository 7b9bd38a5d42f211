"""How often Python looks for cycles: seldom, and not among what was there at the start."""

from __future__ import annotations

import gc


def settle() -> None:
    """Call once a process has loaded what it needs.

    A batch of a thousand events is tens of thousands of tuples, none of them in a cycle; at the interpreter's own
    threshold of 700 the collector took up to half of the relay's time (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
