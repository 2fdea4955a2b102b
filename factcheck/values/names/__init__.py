"""From capitalised words to names, and which of them are one."""
