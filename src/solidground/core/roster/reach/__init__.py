"""When and how somebody is reached, and for what he may be asked."""
