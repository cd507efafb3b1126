from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "frankpledge.review"
    label = "review"
