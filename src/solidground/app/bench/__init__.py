"""The speeds of the program, each beside a bare loop that does the same work by hand, in one run."""
