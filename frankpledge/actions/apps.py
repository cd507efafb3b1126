from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "frankpledge.actions"
    label = "actions"
