"""The trained models that are shipped, what reads them, and what keeps their answers."""
