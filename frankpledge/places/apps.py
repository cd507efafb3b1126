from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "frankpledge.places"
    label = "places"
