"""A review on a terminal's screen; the only place that knows textual."""
