"""One file for each rule: what is asked of the facts, with its manual."""
