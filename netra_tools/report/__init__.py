"""One function for each format, and the one writer of diffs."""
