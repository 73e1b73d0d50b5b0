// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"

#include "core/base/logging.h"
#include "ui/widgets/tokens.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// A static library's resources are dropped by the linker unless somebody names them, outside every namespace.
static void initIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QByteArray svgOf(const QString &name)
{
    initIconResources();
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(lcUi) << "no icon" << name;
        return {};
    }
    return file.readAll();
}

/// @p pixels is the side in device pixels; the pixmap's ratio is 1.
QPixmap tinted(const QString &name, int pixels, const QColor &colour)
{
    const QString key = u"milassist/%1/%2/%3"_s.arg(name).arg(pixels).arg(colour.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray svg = svgOf(name);
    svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    if (!svg.isEmpty()) {
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QString name, bool accent) : m_name(std::move(name)), m_accent(accent) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colour(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return tinted(m_name, std::min(size.width(), size.height()), colour(mode));
    }

    QIconEngine *clone() const override { return new LineIconEngine(*this); }

private:
    QColor colour(QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::Text);
        if (m_accent || mode == QIcon::Selected)
            return tokens(palette).accent;
        return palette.color(QPalette::Text);
    }

    QString m_name;
    bool m_accent;
};

} // namespace

QIcon icon(const QString &name)
{
    return QIcon(new LineIconEngine(name, false));
}

QIcon accentIcon(const QString &name)
{
    return QIcon(new LineIconEngine(name, true));
}

void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour)
{
    const double side = std::min(rect.width(), rect.height());
    const double ratio = painter.device()->devicePixelRatioF();
    QPixmap pixmap = tinted(name, int(std::lround(side * ratio)), colour);
    pixmap.setDevicePixelRatio(ratio);
    const QPointF at(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
    painter.drawPixmap(at.toPoint(), pixmap);
}

QStringList iconNames()
{
    initIconResources();
    QStringList names;
    const QStringList files = QDir(u":/icons"_s).entryList();
    for (const QString &file : files)
        names.append(file.chopped(4));
    return names;
}

} // namespace milassist
