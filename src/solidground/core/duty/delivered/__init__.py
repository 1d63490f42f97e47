"""What a member delivered of his own free act: the paper, taken back while that may be, and its receipt."""
