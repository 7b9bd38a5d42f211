"""Pages of those who lead: how a Pemda or a PD stands."""
