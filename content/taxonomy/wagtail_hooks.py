from wagtail.snippets.models import register_snippet

from content.taxonomy.viewsets import TaxonomyGroup

register_snippet(TaxonomyGroup)
