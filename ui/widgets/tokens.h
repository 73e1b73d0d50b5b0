// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace milassist {

/// What a colour says. Never the only thing that says it: an icon or a word stands beside it.
enum class Tone { Neutral, Accent, Good, Warning, Danger };

/// The colours of the program. Surfaces are neutral, one accent, four tones; every text on every surface it is meant for
/// has a contrast of at least 4.5:1 (a test holds them to it).
struct Tokens {
    bool dark = false;
    QColor window;        ///< rail, bars: what the surfaces lie on
    QColor surface;       ///< lists, details
    QColor raised;        ///< cards, popups, buttons
    QColor sunken;        ///< fields, wells, received bubbles
    QColor hover;         ///< row or button under the pointer
    QColor selection;     ///< selected row, without the keyboard focus too
    QColor border;        ///< hairlines between areas
    QColor borderStrong;  ///< outlines of controls
    QColor text;          ///< first level
    QColor textSecondary; ///< second level: times, previews, captions
    QColor accent;        ///< the one colour: primary action, selection mark, links, unread
    QColor onAccent;      ///< text and icons on accent
    QColor accentSoft;    ///< accent as a surface: sent bubbles, chosen filters
    QColor good, goodSoft;
    QColor warning, warningSoft;
    QColor danger, dangerSoft;
    QColor onDanger;

    /// Text and icons in this tone on window, surface or its own soft colour.
    QColor ink(Tone tone) const;
    QColor soft(Tone tone) const;
};

const Tokens &lightTokens();
const Tokens &darkTokens();
/// The set that belongs to @p palette (dark when its window is): painters ask with option.palette or palette().
const Tokens &tokens(const QPalette &palette);
/// The palette that the whole program gets; Base is surface, PlaceholderText is textSecondary, Highlight is accent.
QPalette paletteOf(const Tokens &tokens);

/// Distances in device-independent pixels. Use these and no others, so that edges line up across screens.
namespace space {
inline constexpr int hair = 2;
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;  ///< the margin of a pane
inline constexpr int xl = 24; ///< between groups
inline constexpr int radius = 6;
inline constexpr int radiusLarge = 10;
} // namespace space

} // namespace milassist
