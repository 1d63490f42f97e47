"""Files from outside: read row by row, checked whole, taken in whole or not at all. Never a rule of care."""
