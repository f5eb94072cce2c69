"""The one file that knows MkDocs. Each event is a few lines; the work is done in `learning_library`.

on_config      read and check the records, or stop with every problem named
on_files       add a page per record, the records themselves, their schemas and the search words
on_page_content  explain glossary words on handwritten pages
on_nav         put each record's page below its list
on_env         escape everything in our templates
on_post_build  make the search index, and put in the files of training sessions, begun in on_files
on_build_error stop making those files
"""

from __future__ import annotations

import os
import re
import shutil
from datetime import date, datetime, timezone
from pathlib import Path

from jinja2 import Environment
from learning_library.colours import site_stylesheet
from learning_library.downloads.kept import SessionFiles, code_of_downloads
from learning_library.downloads.store import Store
from learning_library.explain import phrases_of
from learning_library.library import Library, load_library
from learning_library.pages import INDEXES, PagePlan, plan_pages, render_page, with_explanations
from learning_library.problems import DoesNotFit, InvalidData
from learning_library.schemas import SCHEMA_NAMES, schema_text
from learning_library.search import SearchIndexError, build_index, search_words
from learning_library.templates import make_environment
from learning_library.views.material import session_material
from learning_library.views.parts import shown_date
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

OWN_TEMPLATES = ("main.html", "404.html", "library/")
BEGUN: list[SessionFiles] = []  # the files in the making; MkDocs hands no configuration to on_build_error
KEPT_ASSETS = re.compile(r"assets/(library|vendor)/|assets/stylesheets/(main|palette)\.[0-9a-f]+\.min\.css$")


class RecordPage(Page):
    """A page made from records: its HTML comes from a template, and no Markdown is read or converted."""

    def __init__(self, plan: PagePlan, file: File, config: MkDocsConfig, environment: Environment) -> None:
        self.plan, self.environment, self.phrases = plan, environment, config.extra["phrases"]
        super().__init__(None, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Make the view; MkDocs asks for the source before it renders."""
        self.view = self.plan.make_view()
        self.markdown, self.meta, self.title = "", {}, self.view.title
        self.update_date = self.view.updated or self.update_date

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill in the HTML, and the anchors that other pages may link to."""
        self.content = render_page(self.environment, self.view, self.plan.url, self.phrases)
        self.toc = TableOfContents([])
        self.present_anchor_ids = set(re.findall(r' id="([^"]+)"', self.content))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the library; a single problem stops the build before anything is written."""
    root = Path(config.config_file_path).parent
    folders = [root / folder for folder in config.extra.get("data", ["data"])]
    try:
        library = load_library(folders, root, date.today())
    except InvalidData as error:
        raise PluginError(f"The records have problems; nothing was built.\n{error}") from None
    _take_over_dates(library)
    config.site_name, config.site_description = library.site.name, library.site.tagline
    config.extra.update(library=library, updated=shown_date(library.newest_date), phrases=phrases_of(library.glossary.terms))
    config.extra["environment"] = make_environment(Path(config.theme.custom_dir) / "library")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the library's pages and files, and leave out the theme's scripts that nothing here uses."""
    library: Library = config.extra["library"]
    config.extra["stylesheets"] = _only_needed_assets(files)
    environment = config.extra["environment"]
    for plan in plan_pages(library):
        _add(files, file := File.generated(config, plan.source_name, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        RecordPage(plan, file, config, environment)
    for name, path in library.files.items():
        _add(files, File.generated(config, f"{name.removeprefix('./')}.yml", abs_src_path=str(path)))
    words = {name: list(terms) for name, terms in library.vocabularies.items()}
    for name in SCHEMA_NAMES:
        _add(files, File.generated(config, f"schemas/{name}.json", content=schema_text(name, words)))
    _add(files, File.generated(config, "assets/library/words.json", content=search_words(library)))
    _add(files, File.generated(config, "assets/library/site.css", content=site_stylesheet(library.site.colour)))
    if not os.environ.get("LEARNING_LIBRARY_WITHOUT_DOWNLOADS"):
        BEGUN.append(_begin_session_files(library, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Make each list the parent of its records' pages, so that the navigation shows where a reader is."""
    parents = {name: files.get_file_from_path(f"{name}/index.md") for name in INDEXES}
    for file in files.documentation_pages():
        folder, _, name = file.src_uri.partition("/")
        if folder in parents and name != "index.md" and file.page is not None:
            file.page.parent = parents[folder].page
    return nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Explain glossary words on the handwritten pages too."""
    return html if isinstance(page, RecordPage) else with_explanations(config.extra["environment"], html, page.url, config.extra["phrases"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """The theme's environment escapes nothing; ours must, because what contributors write is shown in it."""
    env.autoescape = lambda name: name is not None and name.startswith(OWN_TEMPLATES)
    env.filters["date"] = shown_date
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Index the site and add the files of its sessions; without them it is not finished."""
    try:
        if not os.environ.get("LEARNING_LIBRARY_WITHOUT_INDEX"):
            build_index(Path(config.site_dir))
        if BEGUN:
            _put_session_files(BEGUN.pop(), Path(config.site_dir))
    except (SearchIndexError, DoesNotFit) as error:
        raise PluginError(str(error)) from None


def on_build_error(error: Exception) -> None:
    """Let no process go on with the files of a build that has stopped."""
    while BEGUN:
        BEGUN.pop().stop()


def _begin_session_files(library: Library, config: MkDocsConfig) -> SessionFiles:
    """Begin to make the files of changed training sessions; those of the others are there already."""
    overrides = Path(config.theme.custom_dir)
    site_url = config.site_url.rstrip("/") + "/" if config.site_url else ""
    store = Store(Path(config.config_file_path).parent / ".cache" / "downloads", code_of_downloads(overrides))
    return SessionFiles([session_material(library, key, site_url) for key in library.training], store, overrides)


def _put_session_files(session_files: SessionFiles, site: Path) -> None:
    for key, made in session_files.finish().items():
        for name, path in made.items():
            shutil.copyfile(path, site / "training" / key / name)


def _add(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri) is not None:
        raise PluginError(f"docs/{file.src_uri} stands where a page from data/ goes; rename it")
    files.append(file)


def _only_needed_assets(files: Files) -> list[str]:
    for file in list(files):
        if file.src_uri.startswith(("assets/", "library/")) and not KEPT_ASSETS.match(file.src_uri):
            files.remove(file)
    kept = sorted(file.src_uri for file in files if file.src_uri.endswith(".css") and file.src_uri.startswith("assets/stylesheets/"))
    return [*kept, "assets/library/library.css", "assets/library/site.css"]


def _take_over_dates(library: Library) -> None:
    """Date the build by the records, so that two builds of the same records give the same bytes."""
    midnight = datetime.combine(library.newest_date, datetime.min.time(), timezone.utc)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
