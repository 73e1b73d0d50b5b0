// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonValue>
#include <QObject>
#include <QTimer>
#include <QWidget>

#include <functional>

namespace milassist {

class DeskApplication;

/// Walks every screen of the demo without a person, as a person would: through the controls, found by their names. Saves
/// 01-name.png, ... and journal.json (what was asked of Twilio, without credentials), and ends the program with 0, or with 1
/// after saying which step failed.
class Tour : public QObject {
    Q_OBJECT
public:
    Tour(DeskApplication &desk, QString folder, QObject *parent = nullptr);
    void start();

private:
    /// One step: does something, waits until it shows, takes a picture in light and one in dark when it has a name.
    struct Step {
        QString name;                  ///< for the report; also of the picture
        std::function<void()> act;
        std::function<bool()> done;    ///< empty = at once
        bool picture = true;
        int seconds = 20;
    };

    void plan();
    void planCalls();
    void planVoicemail();
    void planMessages();
    void planContacts();
    void planNumbers();
    void planRouting();
    void planTeam();
    void planTrouble();
    void planRest();
    void planPhone();
    void beCalled(int which, const QJsonValue &script);
    void beCalledByColleague();
    bool isTalking(int seconds) const;
    bool isGuarded() const;
    void add(const QString &name, std::function<void()> act, std::function<bool()> done = {});
    void addQuiet(const QString &name, std::function<void()> act, std::function<bool()> done = {});

    void next();
    void look();
    void settle();
    void takePictures();
    void shoot(const QString &name);
    void keepJournal();
    void fail(const QString &why);
    void finish(int code);

    QWidgetList popups() const; ///< windows of their own that belong to what is seen
    QWidget *find(const QString &objectName) const;
    template <typename T>
    T *find(const QString &objectName) const
    {
        return qobject_cast<T *>(find(objectName));
    }
    bool isShown(const QString &objectName) const;
    void click(const QString &objectName);
    void type(const QString &objectName, const QString &text);
    void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    int rowsOf(const QString &listName) const;
    void chooseRow(const QString &listName, int row);

    DeskApplication &m_desk;
    QString m_folder;
    QList<Step> m_steps;
    int m_at = -1;
    int m_pictures = 0;
    int m_before = 0; ///< rows there were when a step began
    QTimer m_poll;
    QElapsedTimer m_since;
    QString m_trouble; ///< what an act() could not find
    bool m_over = false;
};

} // namespace milassist
