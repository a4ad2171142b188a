"""What a team learned: written down in SPEC, found again, applied to specifications and rules."""
