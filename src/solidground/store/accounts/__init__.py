"""Accounts: who may sign in, and where somebody is signed in now. Tables of Django's, apart from the log's.

They have a database of their own (SQLite) or a schema of their own (PostgreSQL). What must never happen here: a name,
or anything of a case.
"""
