"""The pembinaan that a penilai owes whom they found to have left a day empty deliberately (KUAN P31(1))."""
