"""Why the command cannot go on, in one line for the person who typed it."""

from __future__ import annotations


class Unable(Exception):
    """Something on this machine stands in the way; the message is one line that says what to do."""
