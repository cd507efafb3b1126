from django.apps import AppConfig


class RequirementsConfig(AppConfig):
    name = "frankpledge.review.requirements"
    label = "requirements"
