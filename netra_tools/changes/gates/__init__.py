"""What a plan must pass before it is applied: one gate a file, the cheapest first (see `judge`)."""
