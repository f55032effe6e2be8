"""Spaces and categories, topics and posts, what people have read, and what moderators do."""

from content.forums.models.drafts import PostDraft
from content.forums.models.knowledge import KnowledgeFromTopic, SimilarQuestions
from content.forums.models.moderation import (
    BlockedWord,
    ForumSettings,
    ModerationAction,
    Report,
    Sanction,
)
from content.forums.models.numbers import MonthlyWriter, MonthsCounted
from content.forums.models.places import Category, CategoryAudience, Emblem, Readers, Space
from content.forums.models.polls import Poll, PollOption, PollVote
from content.forums.models.posts import Post, PostFile, PostVersion, Reaction
from content.forums.models.reading import CategoryFollow, CategoryMark, TopicFollow, TopicMark
from content.forums.models.topics import State, Topic, TopicTag

__all__ = [
    "BlockedWord",
    "Category",
    "CategoryAudience",
    "CategoryFollow",
    "CategoryMark",
    "Emblem",
    "ForumSettings",
    "KnowledgeFromTopic",
    "ModerationAction",
    "MonthlyWriter",
    "MonthsCounted",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostDraft",
    "PostFile",
    "PostVersion",
    "Reaction",
    "Readers",
    "Report",
    "Sanction",
    "SimilarQuestions",
    "Space",
    "State",
    "Topic",
    "TopicFollow",
    "TopicMark",
    "TopicTag",
]
