#!/usr/bin/python3
"""Makes the fonts that the window carries, from Debian's fonts-inter and fonts-jetbrains-mono.

Run by hand when the fonts change (needs python3-fonttools); the results are committed.

Why the originals are not taken as they are:
- JavaFX picks a face by family, bold and italic only: 600 becomes the bold of its family, 500 a
  family of its own.
- JavaFX has no switch for font features: tabular figures are frozen into a family of their own.
- It has no letter spacing either: large text, which wants to be a little tighter, gets a family
  with narrower advances.
- Ligatures have no place in a log, and the unused scripts and features are two thirds of the size.
- A modified font gets a name of its own, so that an installed Inter of another version is never
  taken for ours.
"""
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

INTER = Path("/usr/share/fonts/opentype/inter")
JETBRAINS = Path("/usr/share/fonts/truetype/jetbrains-mono")

# Latin, Greek, Cyrillic, punctuation, currency, arrows, mathematics, shapes; what else turns up in
# a log comes from the system's fonts.
WIDE = [(0x20, 0x24F), (0x2B0, 0x36F), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x206F),
        (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF),
        (0x2300, 0x23FF), (0x2500, 0x25FF)]
# Headings are our own sentences, in a language we speak.
LATIN = [(0x20, 0x24F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2212, 0x2212)]
# A number column: digits, letters of units, signs, spaces.
FIGURES = [(0x20, 0x7E), (0xA0, 0xFF), (0x2009, 0x2014), (0x2019, 0x2019), (0x202F, 0x202F),
           (0x2212, 0x2212)]


def rename(font, family, bold):
    style = "Bold" if bold else "Regular"
    full = family + (" Bold" if bold else "")
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for name_id, text in {1: family, 2: style, 3: full, 4: full,
                          5: "Version 1.0; derived, see the licence beside it",
                          6: full.replace(" ", "")}.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (1 << 5) if bold else (1 << 6)
    font["head"].macStyle = 1 if bold else 0
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [full.replace(" ", "")]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = full, family


def freeze(font, feature):
    """Makes a single-substitution feature the default by pointing the characters at its glyphs."""
    gsub = font["GSUB"].table
    lookups = {index for record in gsub.FeatureList.FeatureRecord
               if record.FeatureTag == feature for index in record.Feature.LookupListIndex}
    swap = {}
    for index in lookups:
        for table in gsub.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            swap.update(table.mapping)
    for table in font["cmap"].tables:
        table.cmap = {code: swap.get(glyph, glyph) for code, glyph in table.cmap.items()}


def tighten(font, thousandths):
    """Takes so many thousandths of an em off every advance."""
    less = round(font["head"].unitsPerEm * thousandths / 1000)
    table = font["hmtx"]
    for glyph, (advance, bearing) in table.metrics.items():
        if advance > 2 * less:
            table.metrics[glyph] = (advance - less, bearing)


def make(source, target, family, bold, ranges, frozen=None, tighter=0):
    font = TTFont(source)
    if frozen:
        freeze(font, frozen)
    options = Options()
    options.layout_features = ["ccmp", "locl", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = "CFF " not in font
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in ranges for c in range(first, last + 1)])
    subsetter.subset(font)
    if tighter:
        tighten(font, tighter)
    rename(font, family, bold)
    # A fixed date: the same sources give the same bytes.
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created
    font.save(target)
    print(target.name, target.stat().st_size)


def main(folder):
    make(INTER / "Inter-Regular.otf", folder / "text-regular.otf", "Queue Text", False, WIDE)
    make(INTER / "Inter-Medium.otf", folder / "text-medium.otf", "Queue Text Medium", False, WIDE)
    make(INTER / "Inter-SemiBold.otf", folder / "text-semibold.otf", "Queue Text", True, WIDE)
    make(INTER / "Inter-SemiBold.otf", folder / "heading-semibold.otf", "Queue Heading", False,
         LATIN, tighter=15)
    make(INTER / "Inter-Regular.otf", folder / "figures-regular.otf", "Queue Figures", False,
         FIGURES, "tnum")
    make(JETBRAINS / "JetBrainsMono-Regular.ttf", folder / "mono-regular.ttf", "Queue Mono", False,
         WIDE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
