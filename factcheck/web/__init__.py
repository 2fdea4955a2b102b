"""The check as a web service for a content system: `factcheck serve`."""
