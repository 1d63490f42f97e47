"""People, roles, peers and when they can be asked. It never scores, ranks or compares a peer."""
