"""The command line, one group for each file: parse, call one function, print, exit code."""
