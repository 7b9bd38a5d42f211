"""The rules of an SKP."""
