from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "frankpledge.monitoring"
    label = "monitoring"
