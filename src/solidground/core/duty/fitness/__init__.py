"""That a member was referred to an exam of his fitness for duty, and how it ended: a word and a day, nothing of why."""
