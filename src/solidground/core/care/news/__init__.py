"""News of an inquiry: a person of the member's choice tells him, where he chose, and no page says it before."""
