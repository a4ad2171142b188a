"""The command line: options are read, questions asked, and answers printed, here and nowhere else."""
