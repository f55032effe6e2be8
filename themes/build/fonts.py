"""
Make the site's two font files from the full TrueType files of an npm package.

    npm pack @expo-google-fonts/noto-sans-thai-looped@0.4.2
    python -m themes.build.fonts expo-google-fonts-noto-sans-thai-looped-0.4.2.tgz

Thai, Latin, hyphen, spaces, dotted circle, quotes and digits stay in ONE file: a browser shapes a mark only together
with a base from the same font, so a split by unicode-range shows a box for `เ-ีย` or `-ั-ว`.
Needs fonttools and brotli (requirements-dev.in).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import sys
import tarfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "base" / "static" / "fonts"
FACES = {
    "noto-sans-thai-looped-400.woff2": "package/400Regular/NotoSansThaiLooped_400Regular.ttf",
    "noto-sans-thai-looped-700.woff2": "package/700Bold/NotoSansThaiLooped_700Bold.ttf",
}

ASCII = range(0x20, 0x7F)
LATIN_SIGNS = [ord(sign) for sign in "\u00a0©®°±²³·¼½¾×÷éÉ"]
THAI = [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)]
PUNCTUATION = [ord(sign) for sign in "‐‑–—‘’“”…•‹›«»\u200b\u200c\u200d\u2060◌€−≠≤≥←↑→↓✓"]
WANTED = sorted({*ASCII, *LATIN_SIGNS, *THAI, *PUNCTUATION})

# Shaping of stacked marks, their placing, kerning and figures of equal width in tables; nothing else is used.
FEATURES = ["ccmp", "locl", "mark", "mkmk", "liga", "kern", "rlig", "calt", "tnum"]


def make_face(source: bytes) -> bytes:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["DSIG", "STAT", "meta"]
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=WANTED)
    subsetter.subset(font)
    result = io.BytesIO()
    subset.save_font(font, result, options)
    return result.getvalue()


def integrity(path: Path) -> str:
    """The checksum as npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("package", type=Path, help="the .tgz that npm pack has fetched")
    package: Path = parser.parse_args().package
    TARGET.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{package.name} {integrity(package)}\n")
    with tarfile.open(package) as archive:
        for name, member in FACES.items():
            source = archive.extractfile(member)
            if source is None:
                raise SystemExit(f"{package} holds no {member}.")
            data = make_face(source.read())
            (TARGET / name).write_bytes(data)
            sys.stdout.write(f"{name} {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
