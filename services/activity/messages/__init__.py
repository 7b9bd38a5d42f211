"""Messages to a person, or to the holders of a role in a PD; feedback is one (KUAN P16(c), P17(d), P18(b))."""
