"""Whether, not who: states, figures side by side, what may be said to the public. No database."""
