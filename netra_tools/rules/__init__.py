"""The rules, one to a file: each is found because it is there."""
