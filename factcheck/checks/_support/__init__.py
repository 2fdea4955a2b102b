"""What the checks of a draft are made of; see docs/architecture.md, "What a draft is asked"."""
