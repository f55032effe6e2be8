from django.urls import path

from content.website import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("feed/", views.feed, name="feed"),
    path("healthz", views.health, name="health"),
]
