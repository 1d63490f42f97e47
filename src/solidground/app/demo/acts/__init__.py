"""What is done at its time whatever scene is told: command's side, the desk, and the way back."""
