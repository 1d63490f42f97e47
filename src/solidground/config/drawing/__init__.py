"""Drawing in a terminal. What is drawn comes as plain values; nothing here knows a rule."""
