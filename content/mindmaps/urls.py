from django.urls import re_path

from content.mindmaps import views

# Wagtail's own address pattern knows no dot, so the drawing beside a page needs a pattern of its own.
urlpatterns = [re_path(r"^(?P<page_path>[\w\-/]+)/map\.svg$", views.drawing, name="mind_map_drawing")]
