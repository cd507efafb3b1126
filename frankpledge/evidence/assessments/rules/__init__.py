"""Whether, not who: states, cycles, cost shares, templates, what a county rests on. No database."""
