"""What people ask of activity."""
