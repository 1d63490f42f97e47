"""Where the agency has placed a member for now: from which day, until when, and by when he hears more."""
