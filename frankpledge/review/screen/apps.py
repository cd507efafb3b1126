from django.apps import AppConfig


class ScreenConfig(AppConfig):
    name = "frankpledge.review.screen"
    label = "screen"
