"""What a repository configures, read and found right or refused with a hint."""
