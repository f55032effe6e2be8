from content.taxonomy.models.curriculum import CurriculumVersion, Indicator, LearningArea, Standard, Strand
from content.taxonomy.models.tags import PageTagsField, Tag, TaggedPage, TagNameField
from content.taxonomy.models.terms import Competency, DesiredCharacteristic, Grade, HonestSchoolTrait, Pillar, Term

__all__ = [
    "Competency",
    "CurriculumVersion",
    "DesiredCharacteristic",
    "Grade",
    "HonestSchoolTrait",
    "Indicator",
    "LearningArea",
    "PageTagsField",
    "Pillar",
    "Standard",
    "Strand",
    "Tag",
    "TagNameField",
    "TaggedPage",
    "Term",
]
