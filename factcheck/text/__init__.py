"""Text as it stands: spans, sentences, tokens, page furniture. Pure: no files, no models of meaning."""
