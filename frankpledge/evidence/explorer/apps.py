from django.apps import AppConfig


class ExplorerConfig(AppConfig):
    name = "frankpledge.evidence.explorer"
    label = "explorer"
