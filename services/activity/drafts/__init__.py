"""Unfinished entries, their owner's alone (docs/glossary.md: draf)."""
