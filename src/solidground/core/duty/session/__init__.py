"""That a required session was attended: the day alone, passed on by whoever held it. What was said stands nowhere."""
