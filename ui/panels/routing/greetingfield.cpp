// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/greetingfield.h"

#include "ui/panels/routing/planpage.h"
#include "ui/panels/routing/soundpicker.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using routing::Greeting;

namespace
{

constexpr int longestWords = 2000;

bool isFinished(const Greeting &greeting)
{
    return !greeting.isOwn() || !greeting.content.trimmed().isEmpty();
}

} // namespace

QString languageWords(const QString &language)
{
    const QLocale locale(language);
    const QString name = QLocale::languageToString(locale.language());
    if (locale.language() == QLocale::C || locale.language() == QLocale::AnyLanguage)
        return language;
    return language.contains(u'-') ? QCoreApplication::translate("Routing", "%1 (%2)", "English (United States)").arg(name, QLocale::territoryToString(locale.territory())) : name;
}

GreetingField::GreetingField(Words words, RoutingServices &services, QWidget *parent)
    : QWidget(parent), m_says(std::move(words)), m_services(services)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_kind = planCombo(this);
    column->addWidget(namedField(m_says.name + u"Kind"_s, m_says.caption, m_kind, this));
    m_words = new QPlainTextEdit(this);
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(m_words->fontMetrics().lineSpacing() * 4 + space::l);
    m_wordsField = namedField(m_says.name + u"Words"_s, tr("What is read aloud"), m_words, this);
    column->addWidget(m_wordsField);
    m_sound = new SoundPicker(m_says.name, tr("The sound"), services, this);
    column->addWidget(m_sound);
    m_note = new Label(TextStyle::Caption, this);
    m_note->setObjectName(m_says.name + u"Note"_s);
    m_note->setLevel(Label::Level::Second);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    connect(m_kind, &QComboBox::activated, this, [this](int index) { choose(Kind(m_kind->itemData(index).toInt())); });
    connect(m_words, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isRendering)
            set({Kind::Spoken, m_words->toPlainText().left(longestWords)});
    });
    connect(m_sound, &SoundPicker::chosen, this, [this](const QString &sound) { set({Kind::Recorded, sound}); });
    render();
}

void GreetingField::choose(Kind kind)
{
    m_begun.reset();
    if (kind == Kind::Inherited)
        return set({});
    if (kind == m_greeting.kind)
        return render();
    set({kind, kind == Kind::Spoken ? m_words->toPlainText() : QString()});
}

/// Nothing that is not finished gets into the plan: until then callers hear what they hear anyway.
void GreetingField::set(const Greeting &greeting)
{
    m_begun = isFinished(greeting) ? std::nullopt : std::optional(greeting.kind);
    const Greeting next = isFinished(greeting) ? greeting : Greeting();
    const bool isOther = !(next == m_greeting);
    m_greeting = next;
    render();
    if (isOther)
        Q_EMIT changed(m_greeting);
}

void GreetingField::show(const QString &subject, const Greeting &greeting, const QString &language, const QString &usual)
{
    if (subject != m_subject) {
        m_begun.reset();
        m_isRendering = true;
        m_words->clear();
        m_isRendering = false;
    }
    m_subject = subject;
    m_language = language;
    m_usual = usual;
    m_greeting = greeting;
    if (greeting.isOwn())
        m_begun.reset();
    render();
}

GreetingField::Kind GreetingField::shownKind() const
{
    return m_begun.value_or(m_greeting.kind);
}

void GreetingField::render()
{
    m_isRendering = true;
    const Kind kind = shownKind();
    QList<std::pair<QString, QString>> items{{QString::number(int(Kind::Inherited)), m_says.inherited}};
    items.append({QString::number(int(Kind::Spoken)), tr("Read aloud")});
    if (m_services.sounds || kind == Kind::Recorded)
        items.append({QString::number(int(Kind::Recorded)), tr("Play a sound")});
    fillCombo(m_kind, items, QString::number(int(kind)));
    m_wordsField->setVisible(kind == Kind::Spoken);
    if (kind == Kind::Spoken && m_greeting.kind == Kind::Spoken && m_words->toPlainText() != m_greeting.content)
        m_words->setPlainText(m_greeting.content);
    m_sound->setVisible(kind == Kind::Recorded);
    if (kind == Kind::Recorded)
        m_sound->show(m_greeting.kind == Kind::Recorded ? m_greeting.content : QString());
    QString note = kind == Kind::Inherited ? m_usual : QString();
    if (m_begun)
        note = *m_begun == Kind::Spoken ? tr("Nothing is written yet, so callers hear what they heard before.")
                                        : tr("No sound is chosen yet, so callers hear what they heard before.");
    else if (kind == Kind::Spoken)
        note = m_language.isEmpty() ? tr("In the language of each line.") : tr("In the language of this line: %1.").arg(languageWords(m_language));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_isRendering = false;
}

} // namespace milassist
