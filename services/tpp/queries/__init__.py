"""Reads of tpp."""
