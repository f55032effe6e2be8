"""Addresses of moderators, below /forum/."""

from django.urls import path

from content.forums.moderation.views import categories, log, posts, queue, reports, topics

urlpatterns = [
    path("moderation/", queue.queue, name="forums_queue"),
    path("moderation/people/", queue.suspensions, name="forums_suspensions"),
    path("moderation/people/<int:pk>/lift/", queue.lift, name="forums_lift"),
    path("moderation/log/", log.log, name="forums_log"),
    path("moderation/log.csv", log.log_csv, name="forums_log_csv"),
    path("c/<slug:slug>/moderate/", categories.moderate_category, name="forums_category_moderation"),
    path("t/<int:pk>/moderate/", topics.moderate_topic, name="forums_topic_moderation"),
    path("t/<int:pk>/split/", topics.split_topic, name="forums_split"),
    path("p/<int:pk>/report/", reports.report, name="forums_report"),
    path("p/<int:pk>/moderate/", posts.moderate_post, name="forums_post_moderation"),
]
