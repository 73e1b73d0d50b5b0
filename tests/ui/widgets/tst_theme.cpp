// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QtTest>

#include <cmath>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &colour)
{
    auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTextCanBeReadOnEverySurface_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyTextCanBeReadOnEverySurface()
    {
        QFETCH(bool, dark);
        const Tokens &t = dark ? darkTokens() : lightTokens();
        for (const QColor &ground : {t.window, t.surface, t.raised, t.hover, t.selection, t.sunken}) {
            QVERIFY2(contrast(t.text, ground) >= 7, qPrintable(ground.name()));
            QVERIFY2(contrast(t.textSecondary, ground) >= 4.5, qPrintable(u"%1: %2"_s.arg(ground.name()).arg(contrast(t.textSecondary, ground))));
        }
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warning, Tone::Danger}) {
            for (const QColor &ground : {t.window, t.surface, t.selection, t.soft(tone)})
                QVERIFY2(contrast(t.ink(tone), ground) >= 4.5, qPrintable(u"%1 on %2"_s.arg(t.ink(tone).name(), ground.name())));
        }
        QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
        QVERIFY(contrast(t.onDanger, t.danger) >= 4.5);
        QVERIFY(contrast(t.onAccent, t.good) >= 4.5);
    }

    void aPaletteFindsItsTokensAgain()
    {
        QVERIFY(!tokens(paletteOf(lightTokens())).dark);
        QVERIFY(tokens(paletteOf(darkTokens())).dark);
    }

    void choosingDarkReachesWidgetsThatExist()
    {
        Theme theme(*qApp);
        theme.setScheme(Scheme::Light);
        Label label(u"Maria"_s);
        const QColor before = label.palette().color(label.foregroundRole());

        theme.setScheme(Scheme::Dark);

        QVERIFY(theme.isDark());
        QTRY_VERIFY(label.palette().color(label.foregroundRole()) != before);
    }

    void whereSomethingCanBeWrittenAnEdgeIsSeen_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void whereSomethingCanBeWrittenAnEdgeIsSeen()
    {
        QFETCH(bool, dark);
        Theme theme(*qApp);
        theme.setScheme(dark ? Scheme::Dark : Scheme::Light);
        const Tokens &t = dark ? darkTokens() : lightTokens();
        QWidget card;
        QLineEdit line(&card);
        QSpinBox number(&card);
        QDateTimeEdit when(&card);
        QComboBox choice(&card);
        choice.setEditable(true);
        for (QWidget *field : std::initializer_list<QWidget *>{&line, &number, &when, &choice}) {
            field->resize(160, field->sizeHint().height());
            QImage seen(field->size(), QImage::Format_RGB32);
            seen.fill(t.window);
            field->render(&seen, {}, {}, QWidget::DrawChildren);
            const int middle = seen.height() / 2;
            double most = 1;
            for (int x = 0; x < 3; ++x)
                most = std::max(most, contrast(seen.pixelColor(x, middle), t.window));
            const double wanted = contrast(t.borderStrong, t.window);
            QVERIFY2(most > 0.8 * wanted, qPrintable(u"%1: %2 of %3"_s.arg(QLatin1StringView(field->metaObject()->className())).arg(most).arg(wanted)));
        }
        theme.setScheme(Scheme::Light);
    }

    void aToneThatIsTakenAwayIsGone()
    {
        Label label(u"Not sure it went out"_s, TextStyle::BodyStrong);
        const auto ink = [&label] { return label.palette().color(label.foregroundRole()); };
        const QColor plain = ink();
        label.setTone(Tone::Warning);
        QVERIFY(ink() != plain);

        label.setTone(std::nullopt);

        QCOMPARE(ink(), plain);
    }

    void textSizeGrowsEverything()
    {
        Theme theme(*qApp);
        theme.setTextSize(100);
        Label label(u"Maria"_s, TextStyle::Title);
        const int before = QFontMetrics(label.font()).height();
        const int row = rowHeight(2);

        theme.setTextSize(200);

        QTRY_VERIFY(QFontMetrics(label.font()).height() >= before * 18 / 10);
        QVERIFY(rowHeight(2) > row * 16 / 10);
        theme.setTextSize(100);
        QCOMPARE(rowHeight(2), row);
        QCOMPARE(QFontMetrics(label.font()).height(), before);
        theme.setTextSize(150); // Qt itself tells a label only of the first change
        QVERIFY(QFontMetrics(label.font()).height() >= before * 13 / 10);
        theme.setTextSize(100);
    }

    void textFromTheNetworkStaysText()
    {
        Label label(u"<b>bold</b>"_s);
        QCOMPARE(label.textFormat(), Qt::PlainText);
    }

    void everyIconDrawsSomethingInItsColour()
    {
        QVERIFY(iconNames().size() > 60);
        for (const QString &name : iconNames()) {
            QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintIcon(painter, QRectF(0, 0, 32, 32), name, QColor(255, 0, 0));
            painter.end();
            int red = 0;
            for (int y = 0; y < 32; ++y) {
                for (int x = 0; x < 32; ++x)
                    red += image.pixelColor(x, y).red() > 200 && image.pixelColor(x, y).green() < 20;
            }
            QVERIFY2(red > 4, qPrintable(name));
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
