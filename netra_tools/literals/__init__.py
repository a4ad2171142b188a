"""String literals: what each one is, where it stands, and what is near to it."""
