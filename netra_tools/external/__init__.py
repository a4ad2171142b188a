"""Other tools that are asked for their findings: how they are run and what is read of their answers."""
