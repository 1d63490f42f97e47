"""Somebody worries about a member: read by a person outside the unit, opening no case by itself."""
