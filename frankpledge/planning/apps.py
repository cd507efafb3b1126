from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "frankpledge.planning"
    label = "planning"
