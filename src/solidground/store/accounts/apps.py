"""What Django knows these tables by."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """The tables of accounts."""

    name = "solidground.store.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
