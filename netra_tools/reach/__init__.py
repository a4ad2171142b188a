"""What is used from where, and what nothing needs."""
