"""The rules, on the standard library alone. They never read a clock, draw an id or chance, or touch the outside."""
