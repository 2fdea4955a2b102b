"""From paths and bytes to articles."""
