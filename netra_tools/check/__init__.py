"""The run of a check: which files, what is new among them, what is accepted, and one verdict."""
