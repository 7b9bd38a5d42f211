"""Pages of the administrator of a PD: whom they help, with what, and what they open."""
