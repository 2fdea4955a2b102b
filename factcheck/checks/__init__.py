"""What is asked of a draft, held against its sources: one file a check."""
