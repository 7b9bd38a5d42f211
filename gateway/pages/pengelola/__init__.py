"""Pages of those who look after others' plans, people and months."""
