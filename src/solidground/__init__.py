"""Solid Ground: the clock, the wall, the seal and the proof of human contact after a critical incident."""
