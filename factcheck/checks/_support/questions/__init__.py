"""What is asked of a draft: one file a question."""
