"""What other tools say, in one report with what netra finds."""
