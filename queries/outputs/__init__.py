"""What an office takes away: calendars and briefs, made from answers of the catalogue."""
