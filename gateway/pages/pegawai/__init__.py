"""Pages of an employee: the day, the month, the plan."""
