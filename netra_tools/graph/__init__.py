"""The import graph in integers: cycles, chains, layers, cuts."""
