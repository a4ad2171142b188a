"""What netra costs and finds beside its peers, measured on real repositories."""
