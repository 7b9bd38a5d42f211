"""What reporting keeps. Every statement in SQL stands in this folder."""
