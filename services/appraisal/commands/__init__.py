"""What people ask of appraisal."""
