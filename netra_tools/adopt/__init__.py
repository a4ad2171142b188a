"""A first configuration for a repository, from what it is like or from another tool's."""
