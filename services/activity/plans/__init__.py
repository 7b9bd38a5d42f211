"""One's own plans by period, beside the SKP (KON P17)."""
