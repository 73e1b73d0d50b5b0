// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tokens.h"

namespace milassist {

QColor Tokens::ink(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral: return textSecondary;
    case Tone::Accent: return accent;
    case Tone::Good: return good;
    case Tone::Warning: return warning;
    case Tone::Danger: return danger;
    }
    return text;
}

QColor Tokens::soft(Tone tone) const
{
    switch (tone) {
    case Tone::Neutral: return sunken;
    case Tone::Accent: return accentSoft;
    case Tone::Good: return goodSoft;
    case Tone::Warning: return warningSoft;
    case Tone::Danger: return dangerSoft;
    }
    return sunken;
}

const Tokens &lightTokens()
{
    static const Tokens tokens{
        .dark = false,
        .window = QColor(0xf3, 0xf4, 0xf6),
        .surface = QColor(0xff, 0xff, 0xff),
        .raised = QColor(0xff, 0xff, 0xff),
        .sunken = QColor(0xf1, 0xf2, 0xf5),
        .hover = QColor(0xf4, 0xf5, 0xf8),
        .selection = QColor(0xe6, 0xec, 0xfb),
        .border = QColor(0xe3, 0xe5, 0xea),
        .borderStrong = QColor(0xcb, 0xcf, 0xd8),
        .text = QColor(0x17, 0x1b, 0x24),
        .textSecondary = QColor(0x5b, 0x64, 0x74),
        .accent = QColor(0x2b, 0x54, 0xd4),
        .onAccent = QColor(0xff, 0xff, 0xff),
        .accentSoft = QColor(0xe6, 0xec, 0xfb),
        .good = QColor(0x15, 0x6f, 0x43),
        .goodSoft = QColor(0xe3, 0xf4, 0xea),
        .warning = QColor(0x8a, 0x56, 0x00),
        .warningSoft = QColor(0xfd, 0xf2, 0xd8),
        .danger = QColor(0xb4, 0x23, 0x3c),
        .dangerSoft = QColor(0xfc, 0xe9, 0xec),
        .onDanger = QColor(0xff, 0xff, 0xff),
    };
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{
        .dark = true,
        .window = QColor(0x14, 0x16, 0x1b),
        .surface = QColor(0x1b, 0x1e, 0x25),
        .raised = QColor(0x24, 0x28, 0x31),
        .sunken = QColor(0x27, 0x2b, 0x34),
        .hover = QColor(0x22, 0x26, 0x2f),
        .selection = QColor(0x27, 0x33, 0x55),
        .border = QColor(0x2c, 0x31, 0x3b),
        .borderStrong = QColor(0x43, 0x4a, 0x58),
        .text = QColor(0xe9, 0xeb, 0xf0),
        .textSecondary = QColor(0xa3, 0xab, 0xb9),
        .accent = QColor(0x8a, 0xa6, 0xff),
        .onAccent = QColor(0x0d, 0x15, 0x30),
        .accentSoft = QColor(0x27, 0x33, 0x55),
        .good = QColor(0x6c, 0xcf, 0x9b),
        .goodSoft = QColor(0x1c, 0x35, 0x29),
        .warning = QColor(0xea, 0xb9, 0x5a),
        .warningSoft = QColor(0x3a, 0x30, 0x1a),
        .danger = QColor(0xff, 0x8c, 0x99),
        .dangerSoft = QColor(0x42, 0x22, 0x2a),
        .onDanger = QColor(0x2b, 0x06, 0x0c),
    };
    return tokens;
}

const Tokens &tokens(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens &t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.hover);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.danger);
    palette.setColor(QPalette::PlaceholderText, t.textSecondary);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.dark ? t.raised : t.text);
    palette.setColor(QPalette::ToolTipText, t.dark ? t.text : t.surface);
    palette.setColor(QPalette::Light, t.raised);
    palette.setColor(QPalette::Midlight, t.border);
    palette.setColor(QPalette::Mid, t.borderStrong);
    palette.setColor(QPalette::Dark, t.borderStrong);
    palette.setColor(QPalette::Shadow, t.dark ? QColor(0, 0, 0) : t.borderStrong);
    const QColor faint = t.dark ? QColor(0x6f, 0x77, 0x86) : QColor(0x9a, 0xa1, 0xae);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    return palette;
}

} // namespace milassist
