"""reporting: what the facts of all services add up to, per OPD and month."""
