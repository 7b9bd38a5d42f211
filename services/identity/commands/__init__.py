"""What people ask of identity, by noun: account, staffing, role, calendar."""
