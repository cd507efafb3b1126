from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "frankpledge.accounts"
    label = "accounts"
