from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    name = "frankpledge.answering"
    label = "answering"
