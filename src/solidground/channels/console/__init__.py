"""Console: one discreet line a message, for the demo."""
