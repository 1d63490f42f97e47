"""Real incidents through a protocol: who would have been contacted, when, by whom."""
