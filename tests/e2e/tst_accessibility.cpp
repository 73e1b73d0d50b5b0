// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/accessibility.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>

using namespace milassist;

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNamedReachableControlHasNoFlaw();
    void whatIsMissingIsNamed();
    void aTextFieldThatKeepsTheTabKeyIsATrap();
};

namespace
{

void present(QWidget &window)
{
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

} // namespace

void TestAccessibility::aNamedReachableControlHasNoFlaw()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    for (int i = 0; i < 3; ++i) {
        auto *button = new QPushButton(QStringLiteral("Call"), &window);
        button->setObjectName(QStringLiteral("button%1").arg(i));
        layout->addWidget(button);
    }
    present(window);

    QCOMPARE(accessibilityFlaws(window), QStringList());
}

void TestAccessibility::whatIsMissingIsNamed()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *nameless = new QPushButton(QStringLiteral("Call"), &window);
    auto *mute = new QLineEdit(&window);
    mute->setObjectName(QStringLiteral("mute"));
    auto *mouseOnly = new QPushButton(QStringLiteral("Delete"), &window);
    mouseOnly->setObjectName(QStringLiteral("mouseOnly"));
    mouseOnly->setFocusPolicy(Qt::NoFocus);
    for (QWidget *widget : QList<QWidget *>{nameless, mute, mouseOnly})
        layout->addWidget(widget);
    present(window);

    const QStringList flaws = accessibilityFlaws(window);

    QCOMPARE(flaws,
             QStringList({QStringLiteral("QPushButton (no name): has no object name"),
                          QStringLiteral("QLineEdit mute: a screen reader has nothing to say"),
                          QStringLiteral("QPushButton mouseOnly: cannot be reached with Tab")}));
}

void TestAccessibility::aTextFieldThatKeepsTheTabKeyIsATrap()
{
    QWidget window;
    auto *layout = new QHBoxLayout(&window);
    auto *text = new QTextEdit(&window);
    text->setObjectName(QStringLiteral("text"));
    text->setAccessibleName(QStringLiteral("Note"));
    auto *save = new QPushButton(QStringLiteral("Save"), &window);
    save->setObjectName(QStringLiteral("save"));
    layout->addWidget(text);
    layout->addWidget(save);
    present(window);
    text->setFocus();

    QVERIFY(accessibilityFlaws(window).contains(QStringLiteral("QPushButton save: cannot be reached with Tab")));

    text->setTabChangesFocus(true);
    text->setFocus();
    QCOMPARE(accessibilityFlaws(window), QStringList());
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
