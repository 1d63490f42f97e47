"""How a notification leaves the building, one folder each. A channel never chooses who is told, when or what."""
