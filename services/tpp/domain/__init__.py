"""The rules of tpp, pure: how a slip is computed, and how the list of a month becomes payable."""
