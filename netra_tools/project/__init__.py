"""Which files there are, what they are called, what git says of them; the one walker and the one atomic writer."""
