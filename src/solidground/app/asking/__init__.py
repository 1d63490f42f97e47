"""What may be asked, by whom, and how the answer is put together. ``app/ask.py`` is the one door to it."""
