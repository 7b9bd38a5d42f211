"""skp: the plan of a year, from draft to binding, and what came of it."""
