"""Programs that measure what netra costs and how often it is right, on real repositories."""
