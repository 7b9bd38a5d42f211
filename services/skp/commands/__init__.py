"""What people ask of an SKP."""
