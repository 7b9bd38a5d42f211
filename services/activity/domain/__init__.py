"""The rules of daily activities."""
