"""From a partner's sample to a mapping: what its columns seem to hold, and what a load would do."""
