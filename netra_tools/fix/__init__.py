"""Repairs of findings, by tiers from the cheap and certain on."""
