// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/tour.h"

#include "app/desk/application.h"
#include "ui/shell/phone/callpopup.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextStream>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize tourSize(1280, 800);
constexpr int pollEvery = 40;
constexpr int settleFor = 350; // rows, avatars and waveforms that are read page by page

} // namespace

Tour::Tour(DeskApplication &desk, QString folder, QObject *parent) : QObject(parent), m_desk(desk), m_folder(std::move(folder))
{
    m_poll.setInterval(pollEvery);
    connect(&m_poll, &QTimer::timeout, this, &Tour::look);
    connect(&desk, &DeskApplication::demoFailed, this, [this](const QString &why) { fail(why); });
    plan();
}

void Tour::start()
{
    if (!QDir().mkpath(m_folder))
        return fail(u"the folder cannot be made"_s);
    m_desk.window().setMinimumSize(tourSize);
    m_desk.window().resize(tourSize);
    m_desk.theme().setScheme(Scheme::Light);
    next();
}

void Tour::add(const QString &name, std::function<void()> act, std::function<bool()> done)
{
    m_steps.append({.name = name, .act = std::move(act), .done = std::move(done)});
}

void Tour::addQuiet(const QString &name, std::function<void()> act, std::function<bool()> done)
{
    m_steps.append({.name = name, .act = std::move(act), .done = std::move(done), .picture = false});
}

void Tour::next()
{
    if (m_over)
        return;
    if (++m_at >= m_steps.size())
        return keepJournal();
    m_since.start();
    m_trouble.clear();
    if (m_steps[m_at].act)
        m_steps[m_at].act();
    if (!m_trouble.isEmpty())
        return fail(m_trouble);
    m_poll.start();
}

void Tour::look()
{
    const Step &step = m_steps[m_at];
    if (!step.done || step.done()) {
        m_poll.stop();
        return settle();
    }
    if (m_since.elapsed() > step.seconds * 1000)
        fail(m_trouble.isEmpty() ? u"it did not happen within %1 s"_s.arg(step.seconds) : m_trouble);
}

void Tour::settle()
{
    if (!m_steps[m_at].picture)
        return next();
    QTimer::singleShot(settleFor, this, &Tour::takePictures);
}

void Tour::takePictures()
{
    if (m_over)
        return;
    const QString name = m_steps[m_at].name;
    shoot(name);
    m_desk.theme().setScheme(Scheme::Dark);
    QTimer::singleShot(60, this, [this, name] {
        if (m_over)
            return;
        shoot(name + u"-dark"_s);
        m_desk.theme().setScheme(Scheme::Light);
        QTimer::singleShot(20, this, &Tour::next);
    });
}

void Tour::shoot(const QString &name)
{
    const QString file = u"%1/%2-%3.png"_s.arg(m_folder).arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name);
    QPixmap picture(tourSize);
    m_desk.window().render(&picture);
    const QRect sign(m_desk.window().modeSign()->mapTo(&m_desk.window(), QPoint()), m_desk.window().modeSign()->size());
    for (QWidget *popup : popups()) { // as it stands in the corner of the screen
        if (popup->isVisible())
            popup->render(&picture, CallPopup::placeIn(QRect({}, tourSize), popup->size(), sign));
    }
    if (!picture.save(file))
        fail(u"the picture %1 could not be written"_s.arg(file));
}

/// Beside the pictures: every request of this tour and every answer, to be held against Twilio's own documents.
void Tour::keepJournal()
{
    QFile file(m_folder + u"/journal.json"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_desk.demo()->sandbox().journalJson()) < 0 || !file.flush())
        return fail(u"the journal could not be written"_s);
    finish(0);
}

void Tour::fail(const QString &why)
{
    if (m_over)
        return;
    const QString name = m_at >= 0 && m_at < m_steps.size() ? m_steps[m_at].name : u"start"_s;
    QTextStream(stderr) << "tour: step \"" << name << "\" failed: " << why << '\n';
    if (m_at >= 0)
        m_desk.window().grab().save(m_folder + u"/failed.png"_s);
    finish(1);
}

void Tour::finish(int code)
{
    m_over = true;
    m_poll.stop();
    if (code == 0)
        QTextStream(stdout) << "tour: " << m_pictures << " pictures in " << m_folder << '\n';
    QTimer::singleShot(0, qApp, [code] { QApplication::exit(code); }); // also before the event loop runs
}

QWidgetList Tour::popups() const
{
    QWidgetList found = QApplication::topLevelWidgets();
    found.removeIf([](const QWidget *widget) { return widget->objectName() != "callPopup"_L1; });
    return found;
}

QWidget *Tour::find(const QString &objectName) const
{
    // Screens that were left stay around: what is on screen goes first.
    QWidget *any = nullptr;
    QWidgetList all;
    for (QWidget *place : QWidgetList{&m_desk.window()} + popups()) {
        if (place->objectName() == objectName)
            all.append(place);
        all += place->findChildren<QWidget *>(objectName);
    }
    for (QWidget *widget : std::as_const(all)) {
        if (widget->isVisible())
            return widget;
        any = widget;
    }
    return any;
}

bool Tour::isShown(const QString &objectName) const
{
    const QWidget *widget = find(objectName);
    return widget && widget->isVisible();
}

void Tour::click(const QString &objectName)
{
    auto *button = find<QAbstractButton>(objectName);
    if (!button || !button->isVisible() || !button->isEnabled()) {
        m_trouble = u"there is no button %1 to press"_s.arg(objectName);
        return;
    }
    button->click();
}

void Tour::type(const QString &objectName, const QString &text)
{
    QWidget *field = find(objectName);
    if (!field || !field->isVisible()) {
        m_trouble = u"there is no field %1 to type into"_s.arg(objectName);
        return;
    }
    field->setFocus(Qt::OtherFocusReason);
    for (const QChar c : text) {
        QKeyEvent down(QEvent::KeyPress, 0, Qt::NoModifier, QString(c)), up(QEvent::KeyRelease, 0, Qt::NoModifier, QString(c));
        QApplication::sendEvent(field, &down);
        QApplication::sendEvent(field, &up);
    }
}

void Tour::press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers)
{
    if (!widget) {
        m_trouble = u"there is nothing to press a key in"_s;
        return;
    }
    QKeyEvent down(QEvent::KeyPress, key, modifiers), up(QEvent::KeyRelease, key, modifiers);
    QApplication::sendEvent(widget, &down);
    QApplication::sendEvent(widget, &up);
}

int Tour::rowsOf(const QString &listName) const
{
    const auto *list = find<QAbstractItemView>(listName);
    return list && list->isVisible() && list->model() ? list->model()->rowCount() : 0;
}

void Tour::chooseRow(const QString &listName, int row)
{
    auto *list = find<QAbstractItemView>(listName);
    if (!list || !list->model() || row >= list->model()->rowCount()) {
        m_trouble = u"the list %1 has no row %2"_s.arg(listName).arg(row);
        return;
    }
    list->setFocus(Qt::OtherFocusReason);
    list->setCurrentIndex(list->model()->index(row, 0));
}

} // namespace milassist
