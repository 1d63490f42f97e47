"""A peer asks a clinician of the agency about his own work in a case: that he asks and how soon, and never what."""
