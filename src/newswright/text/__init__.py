"""Measures, true of any text in the world; pure functions, no knowledge of news or of this program's records."""
