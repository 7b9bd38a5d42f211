"""activity: what people did each day, who verified it, and what the month comes to."""
