"""Solid Ground: the clock, the wall and the proof of human contact after a critical incident."""
