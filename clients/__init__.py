"""Clients of the events generated in other languages, to see that they compile and read every example."""
