"""Which scenes show each row of the story on a page; and which rows have none yet, and why."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROWS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "S1": ("incident_opened", "choices_beside", "companion", "companion_confirmed", "case", "board"),
        "S2": ("incident_new", "incident_review", "incident_opened"),
        "S3": (
            "property",
            "property_late",
            "property_taken",
            "property_undecided",
            "property_number",
            "year_decides",
            "chief_decides",
            "my_property",
            "my_property_confirmed",
            "supervisor_tells",
        ),
        "S4": ("liaison", "liaison_passed_on", "liaison_late", "supervisor_told", "liaison_too_soon"),
        "S5": ("list_made", "peer_no_answer", "rung", "rung_took", "board", "case_taken"),
        "S6": ("member_not_now", "ground_no_day", "list_more"),
        "S7": ("night", "night_call", "night_ok", "night_later", "phone_night", "phone_call", "phone_later"),
        "S8": (
            "help",
            "help_abroad",
            "ring",
            "ring_taken",
            "ring_nobody",
            "unsent",
            "cards",
            "storage",
            "storage_error",
            "share_with_peer",
            "kept_stored",
        ),
        "S9": ("choices", "choices_news", "list_news", "ground_news", "kept_wishes"),
        "S10": ("family", "family_unanswered", "share_given", "shares_ended", "worried", "cards"),
        "S11": ("worried", "worried_tell", "worried_told", "worried_waited", "concerns", "concerns_ended"),
        "S12": ("choices", "choices_ruled_out"),
        "S13": ("case_choose",),
        "S14": ("my_ways", "my_decision", "my_signing", "my_sending", "beside", "delivered"),
        "S15": ("my_return", "my_return_plan", "my_along", "supervisor_returned"),
        "S17": ("sight", "sight_nobody", "everything", "about_member", "about_chief"),
        "S19": ("case_left", "ground_stopped"),
        "S20": ("case_hearing", "question"),
        "S21": ("supervisor", "supervisor_none", "supervisor_told", "supervisor_owes", "cards"),
        "S22": ("work", "audit", "audit_of", "year", "checkpoints", "ground_table"),
    }
)
"""The scenes of each row that has a page."""

NO_PAGE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "S16": "Sealed notes do not exist yet.",
        "S18": "How much somebody has been through is added up nowhere yet.",
    }
)
"""Why a row has no scene."""
