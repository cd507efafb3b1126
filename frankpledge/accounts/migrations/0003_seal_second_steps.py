from django.db import migrations

from frankpledge.accounts.sealing import is_sealed, seal, unseal

# Of one-time codes, and of recovery codes.
SECRETS = ("secret", "seed")


def _each(apps, change):
    for one in apps.get_model("mfa", "Authenticator").objects.filter(type__in=("totp", "recovery_codes")):
        one.data |= {name: change(one.data[name]) for name in SECRETS if name in one.data}
        one.save(update_fields=["data"])


def seal_all(apps, schema_editor):
    _each(apps, lambda kept: kept if is_sealed(kept) else seal(kept))


def unseal_all(apps, schema_editor):
    _each(apps, unseal)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_sign_in"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_all, unseal_all)]
