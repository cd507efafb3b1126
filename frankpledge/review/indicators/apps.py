from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "frankpledge.review.indicators"
    label = "indicators"
