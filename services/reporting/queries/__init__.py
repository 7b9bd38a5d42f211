"""Reads of reporting: SQL of the store straight to the answer."""
