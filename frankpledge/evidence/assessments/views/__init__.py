"""Pages of strategic assessments."""
