"""A first configuration for a repository, by looking at it or from that of another tool."""
