"""Plans that change files: how they are made, held against gates, applied and undone."""
