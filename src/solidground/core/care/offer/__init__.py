"""The offer of care and its limits notice."""
