"""The reference lists of the PD (KUAN P16(a)), the tupoksi of posts among them (KUAN P1(31))."""
