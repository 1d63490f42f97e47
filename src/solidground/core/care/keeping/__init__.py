"""Who holds a case, and who is next."""
