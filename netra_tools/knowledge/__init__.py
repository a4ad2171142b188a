"""What a team wrote down in SPEC: read without trust, checked, mended and kept true."""
