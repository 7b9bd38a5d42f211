"""Files of activities of days gone by: shown first, entered when they are confirmed, part by part (KUAN P16(b))."""
