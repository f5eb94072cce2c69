"""What the page of a national analysis, and the list of analyses, show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..library import Library
from ..records import Analysis, AnalysisFigure, AnalysisMessage, Source
from .parts import Fact, Link, PageView, links_to, sections, shortened, shown_date, source_labels, url_of
from .review import edit_link

PATH = (Link("National analyses", "analyses/"),)


@dataclass(frozen=True)
class Said:
    """A message or figure with the themes it belongs to."""

    statement: AnalysisMessage | AnalysisFigure
    themes: tuple[Link, ...]


@dataclass(frozen=True)
class FigureOnTheme:
    """A national figure as a theme's page shows it: with its study, the years it covers and its source."""

    figure: AnalysisFigure
    analysis: Link
    period: str
    source: Source


@dataclass(frozen=True)
class AnalysisContent:
    """The analysis itself, with its themes as links."""

    analysis: Analysis
    facts: tuple[Fact, ...]
    messages: tuple[Said, ...]
    figures: tuple[Said, ...]
    sources: dict[str, Source]
    basis: str
    edit: Link


def analysis_view(library: Library, analysis_id: str) -> PageView:
    """Return the page of a national analysis."""
    analysis = library.analyses[analysis_id]
    content = _content(library, analysis_id, analysis)
    return PageView(
        title=analysis.title,
        description=shortened(analysis.summary),
        template="analysis.html",
        kind="National analysis",
        content=content,
        sections=sections(
            ("at-a-glance", "Facts at a glance", True),
            ("messages", "Messages", analysis.messages),
            ("figures", "Figures", analysis.figures),
            ("sources", "Sources", True),
            ("record", "About this record", True),
        ),
        filters={"kind": ("analysis",), "theme": _themes([*analysis.messages, *analysis.figures]), "nation": tuple(analysis.nations)},
        year=analysis.published[:4],
        updated=analysis.checked.isoformat(),
        record=f"analyses/{analysis_id}",
        structured_data=_structured_data(analysis),
        path=PATH,
    )


def analyses_view(library: Library) -> PageView:
    """Return the list of all analyses, newest first."""
    keys = sorted(library.analyses, key=lambda key: (library.analyses[key].published, key), reverse=True)
    links = tuple(analysis_line(library, key) for key in keys)
    return PageView("National analyses", "What studies over many reviews say, with their figures and the base of each.", "analyses.html", "Page", links, indexed=False)


def analysis_line(library: Library, analysis_id: str) -> Link:
    """Return a link to an analysis with its publisher and year."""
    analysis = library.analyses[analysis_id]
    covered = f"; {analysis.reviews_covered}" if analysis.reviews_covered else ""
    return Link(analysis.title, url_of("analysis", analysis_id), f"{analysis.publisher}, {analysis.published[:4]}{covered}")


def figures_on(library: Library, theme_id: str) -> tuple[FigureOnTheme, ...]:
    """Return every figure on a theme with its study, newest first."""
    newest_first = sorted(library.analyses.items(), key=lambda item: item[1].published, reverse=True)
    return tuple(
        FigureOnTheme(figure, analysis_line(library, key), analysis.period or f"published {analysis.published[:4]}", _source(analysis, figure.source))
        for key, analysis in newest_first
        for figure in analysis.figures
        if theme_id in figure.themes
    )


def messages_on(library: Library, theme_id: str) -> tuple[tuple[str, Link], ...]:
    """Return every message on a theme with the analysis it comes from, newest first."""
    found = [
        (message.text, analysis_line(library, key), analysis.published)
        for key, analysis in library.analyses.items()
        for message in analysis.messages
        if theme_id in message.themes
    ]
    return tuple((text, link) for text, link, _ in sorted(found, key=lambda item: item[2], reverse=True))


def _content(library: Library, analysis_id: str, analysis: Analysis) -> AnalysisContent:
    return AnalysisContent(
        analysis=analysis,
        facts=_facts(library, analysis),
        messages=tuple(Said(message, links_to(library, "theme", message.themes)) for message in analysis.messages),
        figures=tuple(Said(figure, links_to(library, "theme", figure.themes)) for figure in analysis.figures),
        sources={source.key: source for source in analysis.sources},
        basis=source_labels(library, analysis.sources),
        edit=edit_link(library, "analyses", analysis_id),
    )


def _source(analysis: Analysis, key: str) -> Source:
    return next(source for source in analysis.sources if source.key == key)


def _facts(library: Library, analysis: Analysis) -> tuple[Fact, ...]:
    facts = (
        ("Official title", (analysis.official_title,)),
        ("Published", (f"{shown_date(analysis.published)}, {analysis.publisher}",)),
        ("Nations", tuple(library.labels("nations", analysis.nations))),
        ("Period", (analysis.period,) if analysis.period else ()),
        ("Reviews covered", (analysis.reviews_covered,) if analysis.reviews_covered else ()),
    )
    return tuple(Fact(label, values) for label, values in facts if values)


def _themes(statements: Sequence[AnalysisMessage | AnalysisFigure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(theme for statement in statements for theme in statement.themes))


def _structured_data(analysis: Analysis) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": analysis.title,
        "description": shortened(analysis.summary),
        "learningResourceType": "Summary of a national analysis of reviews",
        "dateModified": analysis.checked.isoformat(),
        "inLanguage": "en-GB",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isBasedOn": {"@type": "Report", "name": analysis.official_title, "publisher": analysis.publisher, "datePublished": analysis.published},
    }
