// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/deskstyle.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr auto densityProperty = "milassistDensity"; // on the application, as its font and palette are
constexpr auto portalTimeout = 800;

const QString portalService = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
const QString portalSettings = u"org.freedesktop.portal.Settings"_s;
const QString appearance = u"org.freedesktop.appearance"_s;
const QString colourSchemeKey = u"color-scheme"_s;

QFont sized(QFont font, double factor, int weight)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(int(std::lround(font.pixelSize() * factor)));
    font.setWeight(QFont::Weight(weight));
    return font;
}

/// A portal answers with a variant in a variant.
uint unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

// From the second time on Qt tells only windows of a new font, and what has a font of its own does not follow its
// window: headings and captions would keep their old size.
void setFontEverywhere(const QFont &font)
{
    QApplication::setFont(font);
    QEvent change(QEvent::ApplicationFontChange);
    for (QWidget *widget : QApplication::allWidgets())
        QCoreApplication::sendEvent(widget, &change);
}

} // namespace

QFont fontOf(TextStyle style)
{
    const QFont base = QApplication::font();
    switch (style) {
    case TextStyle::Title: return sized(base, 1.45, QFont::DemiBold);
    case TextStyle::Heading: return sized(base, 1.15, QFont::DemiBold);
    case TextStyle::Body: return base;
    case TextStyle::BodyStrong: return sized(base, 1.0, QFont::DemiBold);
    case TextStyle::Caption: return sized(base, 0.9, QFont::Normal);
    case TextStyle::Mono: {
        QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        if (base.pointSizeF() > 0)
            mono.setPointSizeF(base.pointSizeF() * 0.92);
        return mono;
    }
    }
    return base;
}

Density density()
{
    return Density(qApp->property(densityProperty).toInt());
}

int rowHeight(int lines)
{
    const int line = QFontMetrics(QApplication::font()).height();
    const int air = density() == Density::Dense ? space::s + space::hair : space::l + space::xs;
    return lines * line + (lines - 1) * space::hair + air;
}

int iconSize()
{
    return std::max(16, int(std::lround(QFontMetrics(QApplication::font()).height() * 0.98)));
}

Theme::Theme(QApplication &application, QObject *parent) : QObject(parent), m_application(application), m_systemFont(QApplication::font())
{
    m_systemDark = application.palette().color(QPalette::Window).lightness() < 128;
    if (QFontDatabase::hasFamily(u"Inter"_s))
        m_systemFont.setFamily(u"Inter"_s);
    m_systemFont.setHintingPreference(QFont::PreferVerticalHinting);
    application.setStyle(new DeskStyle); // the application owns it
    apply();
    askPortal();
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
}

Density Theme::density() const
{
    return milassist::density();
}

void Theme::setDensity(Density density)
{
    if (density == milassist::density())
        return;
    m_application.setProperty(densityProperty, int(density));
    QEvent event(QEvent::StyleChange);
    for (QWidget *widget : QApplication::allWidgets())
        QApplication::sendEvent(widget, &event);
    Q_EMIT changed();
}

void Theme::setTextSize(int percent)
{
    m_textSize = std::clamp(percent, 80, 250);
    apply();
}

void Theme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portalService, portalPath, portalSettings, u"SettingChanged"_s, this,
                SLOT(portalSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question = QDBusMessage::createMethodCall(portalService, portalPath, portalSettings, u"Read"_s);
    question << appearance << colourSchemeKey;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(question, portalTimeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isValid()) // otherwise there is no portal, and what Qt found stays
            followPortal(unwrapped(reply.value().variant()));
    });
}

void Theme::portalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance && key == colourSchemeKey)
        followPortal(unwrapped(value.variant()));
}

void Theme::followPortal(uint colourScheme)
{
    m_systemDark = colourScheme == 1; // 0 no preference, 1 dark, 2 light
    apply();
}

void Theme::apply()
{
    const bool dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_systemDark);
    if (!m_dressed || dark != m_dark) {
        m_dark = dark;
        QApplication::setPalette(paletteOf(dark ? darkTokens() : lightTokens()));
    }
    const QFont font = sized(m_systemFont, m_textSize / 100.0, m_systemFont.weight());
    if (!m_dressed || font != QApplication::font())
        setFontEverywhere(font);
    m_dressed = true;
    Q_EMIT changed();
}

} // namespace milassist
