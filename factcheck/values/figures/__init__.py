"""From digits and number words to intervals over what is counted or measured."""
