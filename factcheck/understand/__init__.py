"""From an article to its account."""
