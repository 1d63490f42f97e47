"""Who somebody is: joining and leaving, roles and ties, lending."""
