from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "frankpledge.review.requests"
    label = "requests"
