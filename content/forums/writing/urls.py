"""Addresses below /forum/ of this part."""

from django.urls import path

from content.forums.writing.views import drafts, editing, files, presses, replying, small, starting

urlpatterns = [
    path("ask/", starting.ask, name="forums_ask"),
    path("c/<slug:slug>/new/", starting.start, name="forums_start"),
    path("t/<int:pk>/reply/", replying.reply_to_topic, name="forums_reply"),
    path("t/<int:pk>/new-posts/", small.new_posts, name="forums_new_posts"),
    path("t/<int:pk>/vote/", presses.cast_vote, name="forums_vote"),
    path("p/<int:pk>/edit/", editing.edit, name="forums_edit"),
    path("p/<int:pk>/delete/", editing.delete, name="forums_delete"),
    path("p/<int:pk>/history/", editing.history, name="forums_history"),
    path("p/<int:pk>/react/", presses.react_to_post, name="forums_react"),
    path("p/<int:pk>/accept/", presses.accept, name="forums_accept"),
    path("draft/", drafts.draft, name="forums_draft"),
    path("drafts/", drafts.mine, name="forums_drafts"),
    path("similar/", small.similar_things, name="forums_similar"),
    path("mentions/", small.mentions, name="forums_mentions"),
    path("files/", files.upload, name="forums_upload"),
]
