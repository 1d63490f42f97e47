"""What the member decides about his own care."""
