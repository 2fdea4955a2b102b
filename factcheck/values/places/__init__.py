"""Where somebody lives, lies or died, and which places hold which."""
