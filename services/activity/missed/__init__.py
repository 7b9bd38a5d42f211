"""Duty days that stayed empty when their month closed: missed, judged after a hearing, or filled (KUAN P31(1))."""
