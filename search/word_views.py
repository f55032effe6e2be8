"""How is this sentence cut? For editors who keep words, before and after they change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from search import spreading, words
from search.kept_words import SynonymGroup, kept_models
from search.text.analysis import tokens
from search.text.characters import one_line
from search.text.concepts import SIGN, names_of
from search.text.dictionary import is_word, stop_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_TRIED = 300


class TellsOfTexts:
    """Says after a change of words that texts follow, and where to see how far that is."""

    def get_success_message(self, *args: object) -> str:
        follows = gettext(
            "Texts that hold it are indexed anew in the background: the report “Search index” says how far."
        )
        return f"{super().get_success_message(*args)} {follows}"


class AddWordView(TellsOfTexts, CreateView):
    pass


class EditWordView(TellsOfTexts, EditView):
    pass


class DeleteWordView(TellsOfTexts, DeleteView):
    pass


class AddSynonymGroupView(AddWordView):
    """A new group, begun with what was sought in vain: the report of sought words leads here."""

    def get_initial_form_instance(self) -> SynonymGroup:
        return SynonymGroup(names=one_line(self.request.GET.get("terms", ""))[:LONGEST_TRIED])


class CutWord(NamedTuple):
    """One word of the sentence as search sees it."""

    typed: str
    term: str
    parts: tuple[str, ...]
    names: tuple[str, ...]
    is_stop_word: bool
    is_known: bool


class TrySentenceForm(forms.Form):
    sentence = forms.CharField(
        label=_("A sentence or a question"), max_length=LONGEST_TRIED, required=False, strip=True
    )


def may_keep_words(request: HttpRequest) -> bool:
    """Whoever may change any of the kinds of words."""
    return any(
        request.user.has_perm(f"search.{action}_{model._meta.model_name}")
        for model in kept_models()
        for action in ("add", "change", "view")
    )


def cut(sentence: str) -> list[CutWord]:
    """The words of the sentence, with what stands inside them and what they are names of."""
    found: list[CutWord] = []
    idle = stop_words()
    for token in tokens(sentence):
        if not token.is_part:
            typed = sentence[token.start : token.end]
            known = is_word(token.term) or not "ก" <= token.term[0] <= "\u0e4e" or token.term != typed
            found.append(CutWord(typed, token.term, (), (), token.term in idle, known))
        elif found and token.term.startswith(SIGN):
            found[-1] = found[-1]._replace(names=(*found[-1].names, " = ".join(names_of(token.term))))
        elif found:
            found[-1] = found[-1]._replace(parts=(*found[-1].parts, token.term))
    return found


class TrySentenceView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "wagtailadmin/search/try_sentence.html"
    page_title = _("How is this cut?")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_keep_words(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        words.refresh(now=True)
        form = TrySentenceForm(self.request.GET or None)
        sentence = one_line(form.cleaned_data["sentence"]) if form.is_bound and form.is_valid() else ""
        return super().get_context_data(
            form=form, sentence=sentence, words=cut(sentence), progress=spreading.progress(), **kwargs
        )
