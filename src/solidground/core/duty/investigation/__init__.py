"""How inquiries after an incident stand: a word of the agency's list and its days, never what they found."""
