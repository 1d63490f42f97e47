"""What the studio says when something was done in it."""

from typing import Final

from django.utils.translation import gettext_noop

DONE: Final = {
    "kept": gettext_noop("Kept in the draft. It counts for nobody yet."),
    "thrown_away": gettext_noop("The draft is gone. What is in force stays as it is."),
    "in_force": gettext_noop("In force for every case from now on. Cases that are open keep their plan."),
    "handed_in": gettext_noop("Your file is the draft now. It counts for nobody yet."),
}
