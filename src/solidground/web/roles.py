"""What each role is told on its first page, besides what the wall says: what is asked of it, and who sees what it does.

What must never happen here: what a role may see. That is read from the wall.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.translation import gettext_noop

from solidground.core.wall import Role


class About(NamedTuple):
    """One role: its column of the wall, how it is spoken to, what is asked of it, and who sees what it does."""

    role: Role
    greeting: str
    asked: tuple[str, ...]
    seen_by: tuple[str, ...]


ABOUT: Final[Mapping[str, About]] = MappingProxyType(
    {
        "member": About(
            Role.MEMBER,
            gettext_noop("You are a member: this is here for you."),
            (
                gettext_noop("Nothing. Answer if you like, and as you like."),
                gettext_noop("You choose who is in touch, how, and how often."),
                gettext_noop("You can stop on any day. The offer stands on any other."),
            ),
            (
                gettext_noop("Your peer and whoever is on call see what you tap. The coordinator, if nobody answers."),
                gettext_noop("Command never sees an answer, a contact, or your silence."),
                gettext_noop("Opening Help now is seen by nobody, and kept nowhere."),
            ),
        ),
        "peer": About(
            Role.PEER,
            gettext_noop("You are a peer: a colleague who is there."),
            (
                gettext_noop("Be in touch with the people on your list, in time. One tap says how it went."),
                gettext_noop("If you cannot, hand it over. Nothing is held against you."),
                gettext_noop("Never ask what happened. Write down nothing that is said."),
                gettext_noop("If somebody is in danger, get help at once. Help now shows how."),
            ),
            (
                gettext_noop("The member and the coordinator see that you were in touch, and how it went."),
                gettext_noop("Nobody counts how you do, and you are compared with nobody."),
                gettext_noop("Command sees nothing of what you do here."),
            ),
        ),
        "coordinator": About(
            Role.COORDINATOR,
            gettext_noop("You are the coordinator: you see to it that everybody has somebody."),
            (
                gettext_noop("Take what no peer took, and choose who is asked next."),
                gettext_noop("Decide what a person does when somebody does not answer. Never send a patrol for it."),
                gettext_noop("Whom a member does not want stays with you. Never tell that person."),
            ),
            (
                gettext_noop("What you decide stands in a log that nobody can change unseen."),
                gettext_noop("You do not see your own case here, nor that of anybody who answers to you."),
                gettext_noop("Command sees figures about the work, and nobody in them."),
            ),
        ),
        "clinician": About(
            Role.CLINICIAN,
            gettext_noop("You are a clinician: you see who chose you, and no one else."),
            (
                gettext_noop("Hold the sessions that are yours, and note the day with one tap."),
                gettext_noop("Talk with a peer who asks about their own work."),
                gettext_noop("Write down nothing here that was said."),
            ),
            (
                gettext_noop("The member and the coordinator see the day of a session."),
                gettext_noop("Where a session must be attended, command sees that day, and nothing else."),
            ),
        ),
        "family": About(
            Role.FAMILY_CONTACT,
            gettext_noop("You are family: you have a person of your own here."),
            (
                gettext_noop("Nothing. Ask your person whatever you like."),
                gettext_noop("If you worry, you can say so. A person outside the unit reads it."),
            ),
            (
                gettext_noop("We do not tell the one you worry about, and we do not tell command."),
                gettext_noop("Danger to life and abuse must be acted on. We say so before you write."),
            ),
        ),
        "supervisor": About(
            Role.SUPERVISOR,
            gettext_noop("You are a supervisor: your page says what is yours to do."),
            (
                gettext_noop("Do what is yours, in time."),
                gettext_noop("Do not ask what happened, how they are, or whom they talk to."),
                gettext_noop("What concerns a member, tell the member first."),
            ),
            (
                gettext_noop("The member sees what was yours to do, and that you did it."),
                gettext_noop("You are not told who is cared for, or who answers. Nobody tells you later either."),
            ),
        ),
        "liaison": About(
            Role.LIAISON,
            gettext_noop("You are the liaison: you pass on how an investigation stands."),
            (
                gettext_noop("Say where it stands, and the next date. Nothing of what it is about."),
                gettext_noop("Say it before others hear of it."),
            ),
            (
                gettext_noop("A person tells the member first. Then those who care for the member may see it."),
                gettext_noop("That you entered it, and when, stands in the log of command\u2019s side."),
            ),
        ),
        "property": About(
            Role.PROPERTY_OFFICER,
            gettext_noop("You are the property officer: you look after what was taken, until it is back."),
            (
                gettext_noop("Say where it is, and by when the member hears more. Say it again before that day."),
                gettext_noop("Each hand-over takes two: you confirm it here, the member on a page of their own."),
                gettext_noop("Say it in these words: standard after a shooting, not discipline."),
            ),
            (
                gettext_noop(
                    "The member sees where it is, and everything you write down about it, but not its number."
                ),
                gettext_noop("Supervisor, chief, peer and coordinator see the same. You see nothing of care."),
            ),
        ),
        "hr": About(
            Role.HR,
            gettext_noop("You work in human resources: you get what was sent to you."),
            (
                gettext_noop(
                    "Write down who is on leave, and by when they hear more. A day that passes ends no leave."
                ),
                gettext_noop("Carry out decisions and leave that a member sent."),
                gettext_noop("What is not here was not sent. Do not ask for it."),
            ),
            (gettext_noop("The member sees what was passed on to you, and why."),),
        ),
        "chief": About(
            Role.CHIEF,
            gettext_noop("You are the chief: you see the work, never the people."),
            (
                gettext_noop("Speak to your people yourself, in person. No page does that for you."),
                gettext_noop("Read the figures as what the agency did, not as how anybody is."),
            ),
            (
                gettext_noop("Members open exactly the same figures as you."),
                gettext_noop("What you enter stands in the log of command\u2019s side."),
            ),
        ),
        "administrator": About(
            Role.ADMINISTRATOR,
            gettext_noop("You are the administrator: you keep the system running."),
            (
                gettext_noop("Look after accounts, imports and settings."),
                gettext_noop("Giving a role, or changing an address, takes a second person."),
            ),
            (
                gettext_noop("What you do about a member shows in what that member can read."),
                gettext_noop("You open no case, and you cannot sign in as anybody else."),
            ),
        ),
        "cosigner": About(
            Role.COSIGNER,
            gettext_noop("You are a cosigner: you keep the seals, so that nobody changes the log unseen."),
            (
                gettext_noop("Keep each checkpoint, and check that the next one only adds to it."),
                gettext_noop("If one does not fit, say so aloud. That is what you are there for."),
            ),
            (
                gettext_noop("You see hashes, dates and counts. Never a case, never a name."),
                gettext_noop("What you signed stands beside the log for everybody."),
            ),
        ),
    }
)
"""Every role of the story, by the key under which it signs in to the demo."""

KEYS: Final[Mapping[Role, str]] = MappingProxyType({about.role: key for key, about in ABOUT.items()})


def about_address(key: str) -> str:
    """Return where a role's first page is: whoever signs in for the first time is led there."""
    assert key in ABOUT, f"{key} is no role of the story"
    return f"/about/{key}"
