"""Whether, not who: the matrix, states, persistence, cliffs. No database."""
