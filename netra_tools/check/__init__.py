"""The pipeline: what has moved, what must be read, what the rules say, what the baseline knows."""
