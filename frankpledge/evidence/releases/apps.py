from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "frankpledge.evidence.releases"
    label = "releases"
