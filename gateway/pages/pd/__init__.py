"""Pages of the administrator of a PD: whom he helps, with what, and what he opens."""
