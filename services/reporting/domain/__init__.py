"""The rules of reporting. Pure."""
