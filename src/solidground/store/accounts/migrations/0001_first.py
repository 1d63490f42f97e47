"""The first tables of accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("sign_in", models.CharField(max_length=64, unique=True)),
                ("agency", models.CharField(max_length=64)),
                ("person", models.CharField(max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                ("introduced", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("device", models.CharField(default="", max_length=32)),
                ("begun_at", models.BigIntegerField(default=0)),
                ("seen_at", models.BigIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Wanted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency", models.CharField(max_length=64)),
                ("kind", models.CharField(max_length=16)),
                ("person", models.CharField(max_length=64)),
                ("what", models.CharField(max_length=254)),
                ("asked_by", models.CharField(max_length=64)),
                ("asked_at", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind", "person", "what"), name="asked_once")
                ],
            },
        ),
    ]
