"""What every service is bolted to. Knows no word of the domain."""
