// SPDX-License-Identifier: GPL-3.0-or-later
// Every sight of the real program, for somebody with a screen reader, without a mouse, or with large text in a small window.
// MILASSIST_PICTURES=FOLDER saves a picture of each.
#include "tests/e2e/accessibility.h"
#include "tests/e2e/driver.h"
#include "tests/e2e/layoutflaws.h"
#include "ui/widgets/englishplurals.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestWholeWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySightCanBeReadAloudAndWalkedByTab();
    void noSightShowsTheToken();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void cleanupTestCase() { m_driver.reset(); }

private:
    QWidget *rootOf(const Scene &scene);
    bool enter(const Scene &scene);
    void picture(const Scene &scene, QWidget *root);

    EnglishPlurals m_plurals;
    std::unique_ptr<Driver> m_driver;
};

void TestWholeWindow::initTestCase()
{
    QApplication::installTranslator(&m_plurals);
    m_driver = std::make_unique<Driver>();
    m_driver->window().resize(1280, 800);
    QVERIFY(m_driver->start());
    QVERIFY(QTest::qWaitForWindowActive(&m_driver->window()));
}

QWidget *TestWholeWindow::rootOf(const Scene &scene)
{
    QWidget *within = scene.within.isEmpty() ? &m_driver->window() : m_driver->find(scene.within);
    return within->window() == &m_driver->window() ? within : within->window();
}

/// False when there is no such sight.
bool TestWholeWindow::enter(const Scene &scene)
{
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    scene.enter(*m_driver);
    const bool isThere = QTest::qWaitFor([&] { return scene.isThere(*m_driver); }, 20000);
    QTest::qWait(60); // rows that are read page by page, layouts that were asked for
    return isThere;
}

void TestWholeWindow::picture(const Scene &scene, QWidget *root)
{
    const QString folder = qEnvironmentVariable("MILASSIST_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(400);
    QPixmap picture(m_driver->window().size());
    m_driver->window().render(&picture);
    QDir().mkpath(folder);
    const QString name = u"%1/%2 %3"_s.arg(folder, QString::fromLatin1(scene.name), QString::fromLatin1(QTest::currentDataTag())).replace(u' ', u'-');
    picture.save(name + u".png"_s);
    if (root->window() != &m_driver->window())
        root->grab().save(name + u"-popup.png"_s);
}

void TestWholeWindow::everySightCanBeReadAloudAndWalkedByTab()
{
    QStringList flaws;
    for (const Scene &scene : scenes()) {
        QVERIFY2(enter(scene), scene.name);
        for (const QString &flaw : accessibilityFlaws(*rootOf(scene), Sight::Whole))
            flaws.append(QString::fromLatin1(scene.name) + u": "_s + flaw);
    }
    for (const QString &flaw : std::as_const(flaws))
        qInfo("%s", qPrintable(flaw));
    QCOMPARE(flaws.size(), 0);
}

void TestWholeWindow::noSightShowsTheToken()
{
    const QString token = QString::fromUtf8(m_driver->desk().demo()->secret().reveal());
    QVERIFY(token.size() >= 32);
    int texts = 0;
    for (const Scene &scene : scenes()) {
        QVERIFY2(enter(scene), scene.name);
        for (const QWidget *root : QApplication::topLevelWidgets()) {
            for (const QString &text : everythingReadable(*root)) {
                QVERIFY2(!text.contains(token), qPrintable(QString::fromLatin1(scene.name) + u": "_s + text));
                ++texts;
            }
        }
    }
    QVERIFY(texts > 500); // the walk has really read the screens
}

void TestWholeWindow::nothingIsCutOff_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textSize");
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("1000 px, 200 % text") << QSize(1000, 700) << 200 << Scheme::Light;
    QTest::newRow("1000 px, 200 % text, dark") << QSize(1000, 700) << 200 << Scheme::Dark;
    QTest::newRow("1000 px") << QSize(1000, 700) << 100 << Scheme::Light;
    QTest::newRow("1600 px") << QSize(1600, 1000) << 100 << Scheme::Light;
    QTest::newRow("1600 px, dark") << QSize(1600, 1000) << 100 << Scheme::Dark;
}

void TestWholeWindow::nothingIsCutOff()
{
    QFETCH(QSize, size);
    QFETCH(int, textSize);
    QFETCH(Scheme, scheme);
    m_driver->desk().theme().setScheme(scheme);
    m_driver->desk().theme().setTextSize(textSize);
    m_driver->window().resize(size);

    QStringList flaws;
    for (const Scene &scene : scenes()) {
        QVERIFY2(enter(scene), scene.name);
        QWidget *root = rootOf(scene);
        picture(scene, root);
        for (const QString &flaw : layoutFlaws(*root))
            flaws.append(QString::fromLatin1(scene.name) + u": "_s + flaw);
    }
    QCOMPARE(m_driver->window().size(), size);
    for (const QString &flaw : std::as_const(flaws))
        qInfo("%s", qPrintable(flaw));
    QCOMPARE(flaws.size(), 0);
}

QTEST_MAIN(TestWholeWindow)
#include "tst_wholewindow.moc"
