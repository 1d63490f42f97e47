"""The steps of a case and what people record about them."""
