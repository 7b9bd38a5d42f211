"""The published language: events, the words they use, and how they travel. Imports nothing of ours."""
