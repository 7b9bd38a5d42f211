"""tpp: what a month is worth, line by line, each with its rule and the facts behind it."""
