"""What people ask of reporting: one module a noun."""
