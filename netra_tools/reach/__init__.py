"""What is used, followed from what the world asks for; the rest is dead."""
