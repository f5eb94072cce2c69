"""What each page shows, as plain values.

`parts` holds the small values, `material` what a session holds; `review`, `analysis`, `lesson`, `theme` and `training` make one
page each; `personal` makes what belongs to one reader; `listings` and `home`
make the lists. A view knows the library but nothing of HTML, addresses relative to a page, or MkDocs.
"""

from .analysis import analyses_view, analysis_view
from .counts import counts_view
from .home import home_view
from .lesson import lesson_view
from .listings import explore_view, glossary_view, lessons_view, review_types_view, reviews_view, themes_view, timeline_view
from .parts import Link, PageView, Section
from .review import review_view, withdrawn_view
from .theme import theme_view
from .personal import my_learning_view, pack_view
from .training import training_index_view, training_view

__all__ = [
    "Link",
    "PageView",
    "Section",
    "analyses_view",
    "analysis_view",
    "counts_view",
    "explore_view",
    "glossary_view",
    "home_view",
    "lesson_view",
    "lessons_view",
    "my_learning_view",
    "pack_view",
    "review_types_view",
    "review_view",
    "reviews_view",
    "theme_view",
    "themes_view",
    "timeline_view",
    "training_index_view",
    "training_view",
    "withdrawn_view",
]
