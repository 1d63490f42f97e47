"""A critical incident and who was involved, and how. It never holds an account of what happened."""
