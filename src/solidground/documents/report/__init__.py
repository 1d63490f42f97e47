"""The report over all cases of a city or an agency: one HTML file that answers in sentences and pictures."""

from solidground.documents.report.page import render

__all__ = ["render"]
