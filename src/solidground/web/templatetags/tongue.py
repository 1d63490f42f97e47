"""What is to be said, as it stands in a template."""

from django.template import Library

from solidground.core.words import Said
from solidground.web.tongue import tell

register = Library()


@register.filter(name="tell")
def told(said: Said) -> str:
    """Say something in the language of who reads the page."""
    return tell(said)
