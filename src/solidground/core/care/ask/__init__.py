"""What the machine asks the member, and what one tap answers."""
