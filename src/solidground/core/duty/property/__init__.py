"""What was taken from a member after an incident: where it is, who has it, and when he hears more."""
