"""netra: governance of Python repositories that people and agents change at machine speed."""

__version__ = "0.1.0"
