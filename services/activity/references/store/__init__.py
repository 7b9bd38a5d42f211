"""What activity keeps of reference lists: the items, and the tupoksi of posts as kinerja of their holders."""
