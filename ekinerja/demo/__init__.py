"""The demonstration: made-up people of two Pemda, and the month they live through."""
