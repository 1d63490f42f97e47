"""Which edition of an agency's protocol is in force."""
