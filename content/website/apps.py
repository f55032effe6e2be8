from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "content.website"
    label = "website"
