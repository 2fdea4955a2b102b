"""What is done, and how it turned out."""
