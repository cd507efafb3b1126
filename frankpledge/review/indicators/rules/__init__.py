"""Whether, not who: periods, figures as known, breaks, baselines, judgements. No database."""
