"""Whole agencies for years, seeded, with everything that can go wrong: what breaks a promise is told with its seed."""
