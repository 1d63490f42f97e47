"""Numbers to call, as they stand in a line of text."""

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.filter
def unbroken(number: str) -> SafeString:
    """Keep a number on one line where there is room for it."""
    return format_html('<span class="number">{}</span>', number)
