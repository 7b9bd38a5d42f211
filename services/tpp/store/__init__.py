"""What tpp keeps. Every statement in SQL stands in this folder."""
