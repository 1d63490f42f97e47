"""How somebody comes to an account: who asked him in, and that he has one. What he signs in with is not known here."""
