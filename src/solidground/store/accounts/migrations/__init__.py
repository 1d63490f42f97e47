"""How the tables of accounts came about, step by step. A step is added, never changed."""
