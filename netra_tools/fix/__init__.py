"""Repairs of findings: those that tools know, and those that are shown to keep behaviour."""
