// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/icon.h"
#include "ui/widgets/tokens.h"

#include <QFont>
#include <QObject>

class QApplication;
class QDBusVariant;

namespace milassist {

enum class Scheme { System, Light, Dark };
enum class Density { Dense, Comfortable };

/// The steps of the type scale. Hierarchy comes from weight and size; colour only says "second level".
enum class TextStyle {
    Title,      ///< the name of the thing a detail pane shows
    Heading,    ///< the name of a screen or group
    Body,
    BodyStrong, ///< unread, chosen
    Caption,    ///< times, small notes
    Mono,       ///< sids, URLs, codes
};

/// The font of @p style at the size that the user chose. Inter when it is installed.
QFont fontOf(TextStyle style);
/// What the user chose for rows: dense unless said otherwise.
Density density();
/// Height of a list row with @p lines lines of text in the current font and density.
int rowHeight(int lines);
/// Side of an icon that stands beside text of the current font: 16 at the usual size, larger with it.
int iconSize();

/// Dresses the application: Fusion under our own style, palette and font. One object, made before the first widget.
/// Every widget gets a PaletteChange, StyleChange or FontChange event afterwards; painters need nothing else.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication &application, QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    Density density() const;
    void setDensity(Density density);
    /// Text size in per cent of the system's, 80 to 250.
    int textSize() const { return m_textSize; }
    void setTextSize(int percent);
    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void followPortal(uint colourScheme);
    void apply();

    QApplication &m_application;
    QFont m_systemFont;
    Scheme m_scheme = Scheme::System;
    bool m_systemDark = false;
    bool m_dark = false;
    bool m_dressed = false;
    int m_textSize = 100;
};

} // namespace milassist
