from django.apps import AppConfig


class ChasingConfig(AppConfig):
    name = "frankpledge.chasing"
    label = "chasing"
