"""Settings: read once at the edge, frozen, handed on."""
