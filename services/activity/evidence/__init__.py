"""The evidence of an entry: photographs and PDF (KUAN P18(a), P25(2))."""
