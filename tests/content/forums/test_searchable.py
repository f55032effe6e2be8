"""Topics in the one search: who finds what, and where a hit leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.core.audiences import audiences_of
from content.forums.models import Category, Post, Topic
from content.forums.moderation.services import topics
from content.forums.searchable import TopicSource, keys_of
from content.forums.services.posting import reply, start_topic
from content.forums.services.spreading import topic_changed
from content.people.models import Profile
from search.indexing import drain, rebuild
from search.models import PendingChange
from search.service import SearchQuery, search, similar, suggest
from tests.factories.forums import CategoryFactory, PostFactory, SpaceFactory, TopicFactory
from tests.factories.people import SchoolFactory, UserFactory, WorkGroupFactory
from tests.factories.taxonomy import TagFactory

if TYPE_CHECKING:
    from search.documents import SearchDocument
    from search.query import Hit

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({"public"})


def indexed(topic: Topic) -> Topic:
    topic_changed(topic)
    return topic


def found(text: str, user: object = None, **more: object) -> list[Hit]:
    return list(search(SearchQuery(text, **more), audiences_of(user)).hits)


def document_of(topic: Topic, chunk: int = 0) -> SearchDocument:
    return next(iter(TopicSource().documents([f"topic:{topic.pk}:{chunk}"])))


class TestHits:
    def test_topic_is_found_by_its_title(self) -> None:
        topic = indexed(TopicFactory(title="เขียนผังความคิดอย่างไร"))
        assert [hit.url for hit in found("ผังความคิด")] == [f"/forum/t/{topic.pk}/"]

    def test_hit_opens_the_post(self) -> None:
        topic = TopicFactory()
        post = PostFactory(topic=topic, text="ใช้สีน้ำทะเลน้อยระบายกิ่ง", author__profile__position="ศึกษานิเทศก์")
        indexed(topic)
        hit = found("ทะเลน้อย")[0]
        assert hit.url == f"/forum/t/{topic.pk}/#post-{post.pk}"
        assert hit.section == "ศึกษานิเทศก์"

    def test_post_of_a_later_page_is_opened_on_that_page(self) -> None:
        topic = TopicFactory()
        PostFactory.create_batch(50, topic=topic)
        post = PostFactory(topic=topic, text="ลองใช้กระดาษสาจากป่าพรุ")
        indexed(topic)
        assert found("กระดาษสา")[0].url == f"/forum/t/{topic.pk}/?after=50#post-{post.pk}"

    def test_services_tell_search(self) -> None:
        user, category = UserFactory(), CategoryFactory()
        topic = start_topic(user=user, category=category, title="ถามเรื่องลูกเสือ", text="อย่างไรคะ", token="t")
        reply(user=UserFactory(), topic=topic, text="อ่านคู่มือกองลูกเสือสำรอง", token="t")
        assert len(found("ลูกเสือ")) == 1
        assert len(found("กองลูกเสือสำรอง")) == 1

    def test_accepted_answer_stands_behind_the_question_and_only_there(self) -> None:
        topic = TopicFactory(text="อย่างไรดี")
        PostFactory.create_batch(49, topic=topic)
        answer = PostFactory(topic=topic, text="พับกระดาษเป็นสี่ส่วน")
        topic.accepted = answer
        topic.save()
        PostFactory(topic=topic, text="ขอบคุณ")
        assert [part.text for part in document_of(topic).sections][:2] == ["อย่างไรดี", "พับกระดาษเป็นสี่ส่วน"]
        assert [part.text for part in document_of(topic, 1).sections] == ["ขอบคุณ"]

    @pytest.mark.parametrize(
        ("fields", "state"),
        [
            ({"kind": "question"}, "รอคำตอบ"),
            ({"kind": "experience", "is_locked": True}, "ปิดการตอบ"),
            ({"kind": "experience"}, ""),
        ],
    )
    def test_state_is_told(self, fields: dict, state: str) -> None:
        assert document_of(TopicFactory(**fields)).state == state

    def test_topic_that_is_locked_later_says_so(self) -> None:
        moderator, topic = UserFactory(), indexed(TopicFactory(title="ประกาศวันหยุด", kind="announcement"))
        topic.category.moderators.add(moderator)
        topics.close(user=moderator, topic_id=topic.pk)
        assert found("ประกาศวันหยุด")[0].state == "ปิดการตอบ"
        topics.unlock(user=moderator, topic_id=topic.pk)
        assert found("ประกาศวันหยุด")[0].state == ""

    def test_solved_question_says_so(self) -> None:
        topic = TopicFactory()
        topic.accepted = PostFactory(topic=topic)
        topic.save()
        assert document_of(topic).state == "มีคำตอบแล้ว"

    def test_facets_name_tags_roles_year_and_the_owner_of_the_category(self) -> None:
        group = WorkGroupFactory(slug="supervision")
        topic = TopicFactory(category__work_group=group, author__profile__position="ครู")
        topic.tags.add(TagFactory(name="Mind Map"))
        facets = document_of(topic).facets
        assert (facets["tag"], facets["group"], facets["role"]) == (("Mind Map",), ("supervision",), ("ครู",))
        assert len(facets["year"]) == 1

    def test_school_of_the_space_is_a_facet(self) -> None:
        space = SpaceFactory(readers="school", school=SchoolFactory(slug="ban-suan"))
        assert document_of(TopicFactory(category__space=space)).facets["school"] == ("ban-suan",)

    def test_facet_counts_count_topics(self) -> None:
        tag = TagFactory(name="ครัว")
        for topic in TopicFactory.create_batch(2, title="ทำบัวลอยสี"):
            topic.tags.add(tag)
            indexed(topic)
        results = search(SearchQuery("บัวลอย", facets=("tag", "kind")), PUBLIC)
        assert {(count.value, count.count) for counts in results.facets.values() for count in counts} >= {
            ("ครัว", 2),
            ("topic", 2),
        }


class TestAudience:
    def test_members_only_topic_is_found_by_members_only(self) -> None:
        topic = indexed(TopicFactory(title="เรื่องภายในสำนักงาน", category__readers="members"))
        member = UserFactory()
        assert [hit.key for hit in found("ภายในสำนักงาน", member)] == [f"topic:{topic.pk}:0"]
        assert found("ภายในสำนักงาน") == []

    def test_group_topic_is_found_by_its_group_and_its_moderators(self) -> None:
        group, member, moderator, stranger = WorkGroupFactory(), UserFactory(), UserFactory(), UserFactory()
        member.groups.add(group.group)
        category = CategoryFactory(readers="work_group", work_group=group)
        indexed(TopicFactory(title="แผนของกลุ่มนิเทศ", category=category))
        category.moderators.add(moderator)
        assert [len(found("กลุ่มนิเทศ", user)) for user in (member, moderator, stranger, None)] == [1, 1, 0, 0]

    def test_closing_a_category_takes_its_topics_from_others_at_once(self) -> None:
        topic = indexed(TopicFactory(title="เรื่องที่ปิดแล้ว"))
        Category.objects.update(readers="members")
        category = Category.objects.get(pk=topic.category_id)
        category.save()
        results = search(SearchQuery("เรื่องที่ปิดแล้ว", facets=("kind",)), PUBLIC)
        assert (results.total, results.hits, dict(results.facets).get("kind", ())) == (0, (), ())

    def test_database_is_asked_again(self) -> None:
        topic = indexed(TopicFactory(title="เรื่องที่ซ่อนไว้"))
        assert found("เรื่องที่ซ่อนไว้")
        Topic.objects.filter(pk=topic.pk).update(state="hidden")
        assert found("เรื่องที่ซ่อนไว้") == []

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_topic_that_is_not_shown_is_no_document(self, state: str) -> None:
        topic = TopicFactory(state=state)
        assert list(TopicSource().documents([f"topic:{topic.pk}:0"])) == []
        assert list(TopicSource().keys()) == []

    @pytest.mark.parametrize("state", ["pending", "hidden", "deleted"])
    def test_post_that_is_not_shown_is_not_searched(self, state: str) -> None:
        topic = TopicFactory()
        PostFactory(topic=topic, text="ข้อความลับเฉพาะ", state=state)
        indexed(topic)
        assert found("ลับเฉพาะ") == []

    def test_hidden_answer_is_not_put_first(self) -> None:
        topic = TopicFactory()
        topic.accepted = PostFactory(topic=topic, text="คำตอบที่ถูกซ่อน", state="hidden")
        topic.save()
        assert len(document_of(topic).sections) == 1

    def test_suggestions_and_likeness_keep_to_the_audience(self) -> None:
        indexed(TopicFactory(title="ระเบียบการเบิกจ่ายค่าเช่าบ้าน", category__readers="members"))
        title = "ระเบียบการเบิกจ่าย"
        assert suggest("ระเบียบการเบิก", PUBLIC) == []
        assert similar(title, PUBLIC, 5, kinds=("topic",)) == ()
        assert len(similar(title, audiences_of(UserFactory()), 5, kinds=("topic",))) == 1


class TestUpkeep:
    def test_rebuild_finds_every_part(self) -> None:
        topic = TopicFactory()
        PostFactory.create_batch(50, topic=topic)
        assert rebuild().documents == 2
        assert list(TopicSource().keys()) == list(keys_of(topic.pk, 51))

    def test_reply_to_a_long_topic_reads_its_first_and_its_last_part_alone(self) -> None:
        topic = TopicFactory()
        PostFactory.create_batch(105, topic=topic)
        drain()
        reply(user=UserFactory(), topic=topic, text="ลองแล้วได้ผล", token="t")
        told = list(PendingChange.objects.values_list("key", flat=True))
        assert told == [f"topic:{topic.pk}:0", f"topic:{topic.pk}:2"]
        assert [len(document.sections) for document in TopicSource().documents(told)] == [50, 7]

    @pytest.mark.parametrize(
        "key", ["topic:", "topic:x:0", "topic:1", "topic:1:-1", "topic:²:0", "page:1", "topic:1:9"]
    )
    def test_crafted_keys_are_nobody(self, key: str) -> None:
        TopicFactory()
        assert list(TopicSource().documents([key])) == []

    def test_position_of_a_writer_is_written_anew(self) -> None:
        writer = UserFactory(profile__position="ครู")
        indexed(TopicFactory(title="เรื่องของผู้เขียน", author=writer))
        profile = Profile.objects.get(user=writer)
        profile.position = "ครูชำนาญการ"
        profile.save()
        results = search(SearchQuery("เรื่องของผู้เขียน", facets=("role",)), PUBLIC)
        assert [count.value for count in results.facets["role"]] == ["ครูชำนาญการ"]

    def test_queries_do_not_grow_with_the_batch(self) -> None:
        def queries_of(topics: list[Topic]) -> int:
            keys = [f"topic:{topic.pk}:0" for topic in topics]
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert len(list(TopicSource().documents(keys))) == len(topics)
                TopicSource().visible_keys(keys, PUBLIC)
            return len(asked)

        def topic() -> Topic:
            made = TopicFactory()
            made.tags.add(TagFactory())
            made.accepted = PostFactory(topic=made)
            made.save()
            return made

        few = queries_of([topic()])
        assert queries_of([topic() for _ in range(6)]) == few

    def test_number_is_never_used_again(self) -> None:
        from content.forums.services.counting import recount_topic

        topic = TopicFactory()
        PostFactory(topic=topic)
        Post.objects.filter(topic=topic, number=2).delete()
        recount_topic(topic)
        assert topic.last_number == 2
