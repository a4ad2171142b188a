"""What the bytes of one file say, wherever it lies: definitions, imports, literals, measures."""
