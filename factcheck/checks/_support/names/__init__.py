"""The names of the sources: which there are, in which sentences, and what they do there."""
