"""The outage ledger, and what an outage makes of deadlines (X8)."""
