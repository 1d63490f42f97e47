"""The steps of a member's way back to work that are done: what he let command know, and nothing of what he plans."""
