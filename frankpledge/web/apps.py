from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "frankpledge.web"
    label = "web"
