"""The place of pages and the JSON API. It never holds a rule, and gets a case through one gate only."""
