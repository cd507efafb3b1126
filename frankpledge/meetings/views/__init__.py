"""Pages of meetings: calendars and plans, agendas, papers, packs."""
