"""Make the fonts the screens and papers use, from the packages npm has installed.

Screens get a subset of our own: the stock splits put ă đ ơ ư in a range declared last, so a Vietnamese
page loads three files a weight (94 KB); one file with exactly our letters is 14 KB. Papers get whole fonts.
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset

FRONTEND = Path(__file__).resolve().parent
PACKAGES = FRONTEND / "node_modules" / "@expo-google-fonts"
SCREEN = FRONTEND / "build" / "fonts"
PAPER = FRONTEND.parent / "src" / "motcua" / "engines" / "papers" / "fonts"

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
VIETNAMESE = [
    *map(ord, "ĂăĐđĨĩŨũƠơƯư"),
    *range(0x1EA0, 0x1EFA),
    *range(0x300, 0x304),
    *(0x306, 0x309, 0x31B, 0x323),  # marks that phones send apart from their letter
]
PUNCTUATION = [*map(ord, "–—‘’“”„…•‹›€₫→←↑↓✓−×")]

SCREEN_FONTS = {
    "be-vietnam-pro-400.woff2": "be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf",
    "be-vietnam-pro-600.woff2": "be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf",
}
PAPER_FONTS = (
    "be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf",
    "be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf",
    "be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf",
    "tinos/400Regular/Tinos_400Regular.ttf",
    "tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf",
    "tinos/700Bold/Tinos_700Bold.ttf",
    "tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf",
)


def make_screen_font(source: Path, target: Path) -> None:
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp", "locl"]
    )
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*LATIN, *VIETNAMESE, *PUNCTUATION])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def main() -> int:
    if not PACKAGES.is_dir():
        sys.stderr.write(
            "Fonts come from npm packages: run frontend/build.sh, which installs them first.\n"
        )
        return 1
    SCREEN.mkdir(parents=True, exist_ok=True)
    PAPER.mkdir(parents=True, exist_ok=True)
    for name, source in SCREEN_FONTS.items():
        make_screen_font(PACKAGES / source, SCREEN / name)
    for source in PAPER_FONTS:
        shutil.copy2(PACKAGES / source, PAPER / Path(source).name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
