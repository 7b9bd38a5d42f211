"""What people ask tpp to do."""
