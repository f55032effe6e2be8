"""The pages of the office's website, and what editors set for the whole site."""

from content.website.models.base import BodyPage, IndexPage, WebsitePage
from content.website.models.contact import ContactPage, ContactPoint
from content.website.models.home import ExampleSearch, HomePage
from content.website.models.navigation import Menu
from content.website.models.news import NewsCategory, NewsIndexPage, NewsPage
from content.website.models.office import OfficeSettings, SiteAlert
from content.website.models.schools import SchoolIndexPage, SchoolPage
from content.website.models.standard import StandardPage
from content.website.models.teams import TeamIndexPage, TeamPage, TeamTask
from content.website.models.work_groups import WorkGroupIndexPage, WorkGroupPage, WorkGroupService

__all__ = [
    "BodyPage",
    "ContactPage",
    "ContactPoint",
    "ExampleSearch",
    "HomePage",
    "IndexPage",
    "Menu",
    "NewsCategory",
    "NewsIndexPage",
    "NewsPage",
    "OfficeSettings",
    "SchoolIndexPage",
    "SchoolPage",
    "SiteAlert",
    "StandardPage",
    "TeamIndexPage",
    "TeamPage",
    "TeamTask",
    "WebsitePage",
    "WorkGroupIndexPage",
    "WorkGroupPage",
    "WorkGroupService",
]
