"""One module a scenario: its contenders, its proof of correctness, its goal."""
