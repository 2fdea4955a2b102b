"""Which articles belong together, and which of their claims are of one thing."""
