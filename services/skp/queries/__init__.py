"""Reads of skp."""
