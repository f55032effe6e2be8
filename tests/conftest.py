"""Fixtures that every room uses. Factories are in tests/factories, tools of the tests in tests/support."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tools import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.plugin import DjangoDbBlocker

    from tests.support.site_tree import SiteTree

ROOT = Path(__file__).resolve().parent.parent
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "site_tree"}


# A slow machine is no failure. CI tries the same examples each time; `make soak` tries thousands of new ones.
hypothesis.settings.register_profile("laptop", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=5_000)


def pytest_configure(config: pytest.Config) -> None:
    messages.compile_catalogues()
    profile = "soak" if os.environ.get("KM_SOAK") else "ci" if os.environ.get("CI") == "true" else "laptop"
    hypothesis.settings.load_profile(profile)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database, so that .ci/run can run just that again on PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """
    On SQLite, a file named after the migrations instead of memory; on a server, a database for each data folder.

    Wagtail's migrations take long: a file is used again by the next run with the same KM_DATA_DIR, a changed
    migration gets a new one, and threads that write at the same time meet a real database. Stages of `make test`
    that run side by side have a data folder each; KM_TEST_TABLES says where their tables were made for all of them:
    a file of SQLite, or on a server the site's own database.
    """
    from django.conf import settings
    from django.db import connection

    tables, test = os.environ.get("KM_TEST_TABLES"), connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        file = sqlite_file()
        test["NAME"] = str(file)
        if tables and (not file.exists() or is_emptied(file)):
            shutil.copyfile(tables, file)
    else:
        name = connection.settings_dict["NAME"]
        test["NAME"] = f"test_{name}_{settings.DATA_DIR.name}".lower()
        if tables:
            test["TEMPLATE"] = name


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """
    A test with real transactions leaves an empty database behind: the next run makes its own. On a server each run
    does.
    """
    from django.db import connection

    is_kept = bool(request.config.getoption("reuse_db")) and connection.vendor == "sqlite"
    return is_kept and not is_emptied(sqlite_file())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    # Models are loaded only once Django is set up.
    from tests.support.search import hear_no_saves
    from tests.support.site_tree import plant_site

    hear_no_saves()
    with django_db_blocker.unblock():
        plant_site()


def sqlite_file() -> Path:
    from django.conf import settings

    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("content/*/migrations/*.py")) + sorted(ROOT.glob("search/migrations/*.py")):
        digest.update(path.read_bytes())
    return settings.DATA_DIR / f"tests-{digest.hexdigest()[:12]}.sqlite3"


def is_emptied(file: Path) -> bool:
    """Whether the database has its tables but not the root of all pages."""
    if not file.exists():
        return False
    with closing(sqlite3.connect(file)) as database:
        try:
            return database.execute("SELECT count(*) FROM wagtailcore_page").fetchone() == (0,)
        except sqlite3.OperationalError:
            return True


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Nothing remembered (rate limits, site roots, pages) passes from one test to the next."""
    from django.core.cache import caches

    caches["default"].clear()


@pytest.fixture(autouse=True)
def _empty_index(request: pytest.FixtureRequest) -> None:
    """Nothing found by one test is found by the next: its rows are rolled back, the index in memory is not."""
    from tests.support.search import empty_index

    # The sample district is loaded and indexed once for many tests.
    if "loaded_district" not in request.fixturenames:
        empty_index()


@pytest.fixture
def site_tree(db: None) -> SiteTree:
    """The home page of a site, and the means to hang pages below it."""
    from tests.support.site_tree import SiteTree, plant_site  # Models are loaded only once Django is set up.

    plant_site()
    return SiteTree()


@pytest.fixture
def make_user(db: None) -> Callable[..., object]:
    """`make_user()`, `make_user(role=RoleKey.EDITOR, username="...")`: an account with a profile and perhaps a role."""
    from tests.factories.people import UserFactory, user_with_role

    def make(role: object = None, **fields: object) -> object:
        return user_with_role(role, **fields) if role else UserFactory(**fields)

    return make


@pytest.fixture
def meaning(settings: SettingsWrapper, tmp_path: Path) -> SettingsWrapper:
    """Search by meaning is on, with files of its own and an embedder that counts letters."""
    settings.KM_SEARCH_INDEX_DIR = tmp_path / "index"
    settings.KM_SEARCH_MEANING = True
    return settings


@pytest.fixture
def remembering(settings: SettingsWrapper, tmp_path: Path) -> Callable[[], None]:
    """Values are remembered as on a real site; `remembering()` stands for the commit of what the test has changed."""
    from content.core import page_cache

    settings.KM_REMEMBER = True
    settings.KM_PAGE_CACHE = "file"
    settings.KM_GENERATION_FILE = tmp_path / "generation"
    page_cache._move_on()
    return page_cache._move_on
