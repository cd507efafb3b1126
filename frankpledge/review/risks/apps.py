from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "frankpledge.review.risks"
    label = "risks"
