"""How a repository is, and where it is heading: numbers with their sources, and scores by formulas."""
