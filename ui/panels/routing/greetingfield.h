// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/hours/greeting.h"
#include "ui/panels/routing/routingservices.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace milassist
{

class Label;
class SoundPicker;

/// "American English" for "en-US".
QString languageWords(const QString &language);

/// What callers hear at one place of the plan: what they hear anyway, words of our own read aloud, or a sound of the team's.
class GreetingField : public QWidget
{
    Q_OBJECT
public:
    struct Words {
        QString name;      ///< its controls are called so: "greeting", "greetingKind", ...
        QString caption;   ///< "Greeting"
        QString inherited; ///< what is heard without one of its own: "The usual words"
    };
    GreetingField(Words words, RoutingServices &services, QWidget *parent);

    /// @param subject whose greeting it is: a choice that is not finished yet stays with it
    /// @param language in which it is read aloud; empty: each line's
    /// @param usual what is heard without one of its own, in a sentence; may be empty
    void show(const QString &subject, const routing::Greeting &greeting, const QString &language = {}, const QString &usual = {});
    const routing::Greeting &greeting() const { return m_greeting; }

Q_SIGNALS:
    void changed(const milassist::routing::Greeting &greeting);

private:
    using Kind = routing::Greeting::Kind;

    void choose(Kind kind);
    void set(const routing::Greeting &greeting);
    void render();
    Kind shownKind() const;

    const Words m_says;
    RoutingServices &m_services;
    QString m_subject, m_language, m_usual;
    routing::Greeting m_greeting;
    std::optional<Kind> m_begun; ///< chosen, and nothing to hear yet
    bool m_isRendering = false;
    QComboBox *m_kind;
    QWidget *m_wordsField;
    QPlainTextEdit *m_words;
    SoundPicker *m_sound;
    Label *m_note;
};

} // namespace milassist
