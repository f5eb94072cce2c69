"""Glossary words are explained where they first stand on a page, and nowhere else."""

from __future__ import annotations

import pytest
from learning_library.explain import explain, phrases_of
from learning_library.records import GlossaryTerm

TERMS = [
    GlossaryTerm(id="lado", term="LADO", stands_for="Local Authority Designated Officer", definition="Looks into worries about staff."),
    GlossaryTerm(id="plan", term="Child protection plan", definition="A plan."),
    GlossaryTerm(id="protection", term="Child protection", definition="Keeping children safe."),
    GlossaryTerm(id="start", term="Start again syndrome", definition="Beginning anew."),
]
PHRASES = phrases_of(TERMS)


def explained(html: str) -> str:
    """Return HTML in which an explained word stands in double brackets with its entry."""
    return explain(html, PHRASES, lambda word, entry: f"[[{word}|{entry.id}]]")


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>The LADO rang. The LADO came.</p>", "<p>The [[LADO|lado]] rang. The LADO came.</p>"),
        ("<p>the local authority designated officer, the LADO</p>", "<p>the [[local authority designated officer|lado]], the LADO</p>"),
        ("<p>the lado and LADOs and X-LADO</p>", "<p>the lado and LADOs and X-LADO</p>"),
        ("<p>A child protection plan is child protection.</p>", "<p>A [[child protection plan|plan]] is [[child protection|protection]].</p>"),
        ("<p>One <a href='x'>LADO</a> and <em>LADO</em></p>", "<p>One <a href='x'>LADO</a> and <em>[[LADO|lado]]</em></p>"),
        ("<h2>LADO</h2><dt>LADO</dt>LADO<ul><li>LADO</li></ul>", "<h2>LADO</h2><dt>LADO</dt>LADO<ul><li>[[LADO|lado]]</li></ul>"),
        ("<p>x<br>LADO <img alt='LADO'></p>", "<p>x<br>[[LADO|lado]] <img alt='LADO'></p>"),
        ("<p>&lt;b&gt;LADO&lt;/b&gt; &amp; more</p>", "<p>&lt;b&gt;[[LADO|lado]]&lt;/b&gt; &amp; more</p>"),
        ("<p>Nothing here</p>", "<p>Nothing here</p>"),
    ],
)
def test_first_place_only(html: str, wanted: str) -> None:
    """Acronyms in capitals, phrases in any case, the longest first; links, headings and terms stay as they are."""
    assert explained(html) == wanted


def test_an_empty_glossary_changes_nothing() -> None:
    """Without entries the page comes out as it went in."""
    assert explain("<p>LADO</p>", phrases_of([]), lambda word, entry: "!") == "<p>LADO</p>"
