"""What of a draft its sources bear out: figures, times, quotations, names, offices."""
