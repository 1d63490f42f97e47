"""Papers: the report as one HTML file, and later the signed PDFs. It holds no rule and no reading of its own."""
