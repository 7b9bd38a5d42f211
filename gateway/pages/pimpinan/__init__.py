"""Pages of the people who lead: how a Pemda or a PD stands."""
