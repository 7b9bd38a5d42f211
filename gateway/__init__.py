"""The one door: it knows the services' addresses and who may pass, and no rule of theirs."""
