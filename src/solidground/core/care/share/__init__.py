"""What the member shows a person of his choice, and for how long."""
