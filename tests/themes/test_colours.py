from __future__ import annotations

import pytest

from tests.themes.stylesheets import THEMES, colours, contrast

SCHEMES = [(theme, scheme) for theme in ("base", "phatthalung2") for scheme in ("light", "dark")]
NAMES = ("learning-unit", "mind-map", "focus-group", "reflection", "note", "forum", "file")
KINDS = [f"--kind-{kind}" for kind in NAMES]
TEXT = ["--ink", "--muted", "--primary", "--accent", "--alert", "--success", *KINDS]
# look.md: every text colour at least 6.3 on paper in light, 8 in dark.
TEXT_CONTRAST = {"light": 6.2, "dark": 7.5}

PAIRS = [
    *[(kind, "--card", 5.5) for kind in TEXT],
    *[("--on-kind", kind, 6.8) for kind in KINDS],
    ("--on-primary", "--primary", 6.8),
    ("--on-primary", "--primary-strong", 6.8),
    ("--primary-strong", "--paper", 6.8),
    ("--on-highlight", "--highlight", 6.8),
    *[
        ("--ink", soft, 7)
        for soft in ("--primary-soft", "--highlight-soft", "--alert-soft", "--success-soft", "--sunken")
    ],
    # Words found by a search, in a passage and in a title that is a link.
    ("--ink", "--mark", 7),
    ("--primary", "--mark", 4.5),
    ("--primary", "--primary-soft", 4.5),
    ("--primary", "--highlight-soft", 4.5),
    ("--primary", "--alert-soft", 4.5),
    ("--primary", "--success-soft", 4.5),
    ("--primary-strong", "--primary-soft", 6),
    ("--alert", "--alert-soft", 4.5),
    ("--muted", "--sunken", 4.5),
    ("--ink", "--sky", 7),
    ("--footer-ink", "--footer", 7),
    ("--footer-muted", "--footer", 6),
    # Borders of fields and the ring of focus are no text: 3 : 1.
    ("--line-strong", "--card", 3),
    ("--line-strong", "--paper", 3),
    ("--focus", "--focus-outline", 3),
]


@pytest.mark.parametrize(("theme", "scheme"), SCHEMES)
def test_every_text_colour_is_well_readable_on_paper(theme, scheme):
    tokens = colours(theme, scheme)

    measured = {name: round(contrast(tokens[name], tokens["--paper"]), 2) for name in TEXT}

    assert {name: value for name, value in measured.items() if value < TEXT_CONTRAST[scheme]} == {}


@pytest.mark.parametrize(("theme", "scheme"), SCHEMES)
def test_every_pair_of_text_and_ground_has_the_contrast_asked(theme, scheme):
    tokens = colours(theme, scheme)

    measured = [(one, other, round(contrast(tokens[one], tokens[other]), 2), least) for one, other, least in PAIRS]

    assert [pair for pair in measured if pair[2] < pair[3]] == []


def test_the_theme_sets_its_colours_for_light_and_for_dark():
    css = (THEMES / "phatthalung2/static/css/theme.css").read_text(encoding="utf-8")

    assert css.count(":root") == 2
    assert "prefers-color-scheme: dark" in css


def test_stylesheets_outside_the_tokens_name_no_colour():
    # What is printed is the same in light and in dark; paper.css is also read where there are no tokens.
    homes = {"tokens.css", "theme.css", "print.css", "paper.css"}
    sheets = [path for path in THEMES.glob("*/static/css/**/*.css") if path.name not in homes]

    written = {
        path.name: line for path in sheets for line in path.read_text().splitlines() if "#" in line.partition("/*")[0]
    }

    assert written == {}
