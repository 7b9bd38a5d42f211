"""Tickets: trouble with the system, reported to the administrator of the own PD (KUAN P16(d))."""
