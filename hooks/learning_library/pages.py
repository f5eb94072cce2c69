"""Which pages there are, and their HTML from the templates in `overrides/library/`.

Structured fields need no Markdown: templates with autoescape turn them into HTML, so whatever a contributor writes comes
out as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from . import views
from .explain import Phrase, explain
from .library import Library
from .schemas import field_guide
from .views import PageView
from .views.parts import sections


@dataclass(frozen=True)
class PagePlan:
    """A page to come: its address below the site's root (`reviews/x/`, or empty for home), and how to make its view."""

    url: str
    make_view: Callable[[], PageView]

    @property
    def source_name(self) -> str:
        """Return the Markdown file this page would come from: `reviews/index.md` for `reviews/`, `reviews/x.md` for a record."""
        name = self.url.rstrip("/")
        return f"{name}/index.md" if name in INDEXES else f"{name or 'index'}.md"


GLOSSARY = "glossary/"
Phrases = Mapping[str, list[Phrase]]
INDEXES = ("reviews", "lessons", "themes", "training", "analyses")


def plan_pages(library: Library) -> list[PagePlan]:
    """Return every page that is made from records, in a fixed order."""
    return [*_single_pages(library), *_record_pages(library)]


def _single_pages(library: Library) -> Iterator[PagePlan]:
    makers: dict[str, Callable[[Library], PageView]] = {
        "": views.home_view,
        "reviews/": views.reviews_view,
        "lessons/": views.lessons_view,
        "themes/": views.themes_view,
        "training/": views.training_index_view,
        "analyses/": views.analyses_view,
        "explore/": views.explore_view,
        "pack/": views.pack_view,
        "my-learning/": views.my_learning_view,
        "glossary/": views.glossary_view,
        "about/timeline/": views.timeline_view,
        "about/counts/": views.counts_view,
        "about/review-types/": views.review_types_view,
        "contribute/fields/": _field_guide_view,
    }
    for url, make in makers.items():
        yield PagePlan(url, _later(make, library))


def _record_pages(library: Library) -> Iterator[PagePlan]:
    for key, review in library.reviews.items():
        make = views.review_view if review.status == "published" else views.withdrawn_view
        yield PagePlan(f"reviews/{key}/", _later(make, library, key))
    for folder, make in (("lessons", views.lesson_view), ("themes", views.theme_view), ("training", views.training_view), ("analyses", views.analysis_view)):
        for key in getattr(library, folder):
            yield PagePlan(f"{folder}/{key}/", _later(make, library, key))


def _later(make: Callable[..., PageView], *arguments: Any) -> Callable[[], PageView]:
    return lambda: make(*arguments)


def _field_guide_view(library: Library) -> PageView:
    guide = field_guide()
    named = sections(*((record.name, record.name.capitalize(), True) for record in guide))
    return PageView("Fields of the records", "What each field of a record means, made from the models that check them.", "fields.html", "Page", guide, sections=named, indexed=False)


def render_page(environment: Environment, view: PageView, url: str, phrases: Phrases) -> str:
    """Return the HTML of a page's article, with glossary words explained. `url` is its address, from which links are counted."""
    html = environment.get_template(view.template).render(view=view, content=view.content, base=base_of(url))
    return html if url == GLOSSARY else with_explanations(environment, html, url, phrases)


def with_explanations(environment: Environment, html: str, url: str, phrases: Phrases) -> str:
    """Return a page's HTML in which each glossary word is explained where it first stands."""
    macro = environment.get_template("_explained.html").module.explained
    return explain(html, phrases, lambda word, entry: macro(word, entry, base_of(url)))


def base_of(url: str) -> str:
    """Return the way from a page back to the site's root: `reviews/x/` is `../../`, home is `./`."""
    return "../" * url.count("/") or "./"
