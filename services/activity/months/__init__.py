"""The months of people: closed and measured, opened again, followed (reading A24)."""
