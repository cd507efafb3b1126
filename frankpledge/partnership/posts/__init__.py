"""Who holds which post here, how that changes, and what ends when they leave."""
