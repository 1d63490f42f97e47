"""Silent: hands everything over at once and counts, for replay and tests."""
