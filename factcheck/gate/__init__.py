"""What of the findings concerns a draft, and what stops it."""
