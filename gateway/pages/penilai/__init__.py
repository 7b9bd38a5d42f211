"""Pages of a pejabat penilai: what waits for a decision."""
