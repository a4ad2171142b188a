"""From pyproject.toml, netra.toml and what SPEC decides to one typed configuration."""
