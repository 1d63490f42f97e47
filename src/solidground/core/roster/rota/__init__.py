"""Who is on call: turns, overrides and swaps."""
