"""Plans of edits, the gates that judge them, the journal that applies them whole and takes them back."""
