"""What a supervisor owes one person after one incident, and whether it was done: the visit, the call, the dates."""
