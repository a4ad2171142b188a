"""The only reader of syntax: from bytes to facts, literals and uses, and the cache of them."""
