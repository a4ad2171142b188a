"""The state of a repository in numbers, each with its source, and where they are heading."""
