"""The event log, outbox and read tables on SQLite and PostgreSQL. It never decides anything."""
