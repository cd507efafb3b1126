from django.apps import AppConfig


class AreafileConfig(AppConfig):
    name = "frankpledge.areafile"
    label = "areafile"
