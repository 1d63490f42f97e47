"""Notices: what leaves the building. Texts without content, answer tokens, and the four ways sending can end."""
