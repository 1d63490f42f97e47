"""One member's care after one incident, or without one. Nothing here is ever seen by the command side."""
