from wagtail.snippets.models import register_snippet

from content.people.viewsets import PeopleGroup

register_snippet(PeopleGroup)
