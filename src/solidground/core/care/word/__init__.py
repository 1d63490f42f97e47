"""A few words of the member's own, to people he picks: "tell them for me"."""
