"""Pages, calendars and data for anybody, and each person's own calendar."""
