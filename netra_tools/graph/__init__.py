"""The graph of imports: layers, cycles, chains, and what to cut."""
