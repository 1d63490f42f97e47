"""The use cases: one way to write, one way to read, the tick. Never a rule; only wiring names an adapter."""
