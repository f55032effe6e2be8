from django.urls import path

from content.writing.views import editing, lists, review, versions

app_name = "writing"
urlpatterns = [
    path("", editing.choose, name="choose"),
    path("mine/", lists.mine, name="mine"),
    path("reviews/", lists.reviews, name="reviews"),
    path("overdue/", lists.overdue, name="overdue"),
    path("links/", lists.links, name="links"),
    path("tags/", lists.tags, name="tags"),
    path("pictures/", lists.add_picture, name="add_picture"),
    path("<slug:kind_name>/new/", editing.new, name="new"),
    path("<int:page_id>/", editing.edit, name="edit"),
    path("<int:page_id>/take-over/", editing.take_over, name="take_over"),
    path("<int:page_id>/discard/", editing.discard, name="discard"),
    path("<int:page_id>/review/", review.review_item, name="review"),
    path("<int:page_id>/comments/", review.comment, name="comment"),
    path("<int:page_id>/comments/<int:comment_id>/settle/", review.settle, name="settle"),
    path("<int:page_id>/withdraw/", review.withdraw, name="withdraw"),
    path("<int:page_id>/versions/", versions.list_versions, name="versions"),
    path("<int:page_id>/versions/compare/", versions.compare, name="compare"),
    path("<int:page_id>/versions/restore/", versions.restore, name="restore"),
]
