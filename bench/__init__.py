"""What the product costs beside the simplest thing that does the same, measured in one run."""
