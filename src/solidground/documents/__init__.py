"""The place of papers as PDF, signed. It never holds a rule or a reading of its own."""
