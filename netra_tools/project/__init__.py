"""The repository on disk and in git: its files, their names, what differs, and writing one whole."""
