"""Results in all formats, for terminals, pipelines and programs."""
