"""Pages of the people who look after others' plans, records and months."""
