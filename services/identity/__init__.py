"""identity: who there is, what office they hold, who they are to the system, and on which days they work."""
