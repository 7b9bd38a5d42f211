"""Entering an activity: the hot path. What waits together is written in one statement, once for each key."""
