"""The sections of the report, each one module with ``section(figures)``: a question, its answer, a drawing, a table."""
