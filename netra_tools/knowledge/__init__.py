"""Reading, checking, mending and writing the XML below SPEC, byte by byte."""
