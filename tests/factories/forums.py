"""Forums: spaces, categories, topics and posts, as a service would have left them."""

from __future__ import annotations

import factory
from django.utils import timezone

from content.forums.models import Category, Post, Space, Topic
from content.forums.services.counting import count_post
from tests.factories.people import UserFactory


class SpaceFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"เวทีที่ {n}")
    readers = "public"

    class Meta:
        model = Space


class CategoryFactory(factory.django.DjangoModelFactory):
    """Read by everyone unless `readers` says otherwise; members start topics."""

    name = factory.Sequence(lambda n: f"หมวดที่ {n}")
    space = factory.SubFactory(SpaceFactory)

    class Meta:
        model = Category


class TopicFactory(factory.django.DjangoModelFactory):
    """A visible topic with its opening post (`text`)."""

    title = factory.Sequence(lambda n: f"หัวข้อที่ {n}")
    category = factory.SubFactory(CategoryFactory)
    author = factory.SubFactory(UserFactory)
    last_poster = factory.SelfAttribute("author")
    submission = factory.Sequence(lambda n: f"topic-{n}")

    class Meta:
        model = Topic
        skip_postgeneration_save = True

    @factory.post_generation
    def text(self: Topic, create: bool, extracted: str | None, **kwargs: object) -> None:
        if create:
            PostFactory(topic=self, author=self.author, text=extracted or "ขอคำแนะนำหน่อยครับ", state=self.state)


class PostFactory(factory.django.DjangoModelFactory):
    """The next post of a topic; counted where it is visible."""

    topic = factory.SubFactory(TopicFactory)
    number = factory.LazyAttribute(lambda post: post.topic.last_number + 1)
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"ลองวิธีที่ {n} ดูครับ")
    created_at = factory.LazyFunction(timezone.now)
    submission = factory.Sequence(lambda n: f"post-{n}")

    class Meta:
        model = Post

    @classmethod
    def _create(cls, model_class: type[Post], *args: object, **kwargs: object) -> Post:
        post = super()._create(model_class, *args, **kwargs)
        topic = post.topic
        topic.last_number = post.number
        if post.state == "visible":
            count_post(topic, post)
        else:
            topic.save(update_fields=["last_number"])
        return post
