// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/callwhy.h"

#include "core/base/whendone.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QLocale>

namespace milassist {

using namespace Qt::StringLiterals;

CallWhy::CallWhy(WhyServices services, QWidget *parent)
    : QWidget(parent), m_services(std::move(services)), m_notice(new Notice(this)), m_nothing(new Label(TextStyle::Body, this)),
      m_why(new WhyView(m_services.present, this)), m_story(new QWidget(this)), m_lines(new QGridLayout(m_story))
{
    setObjectName(u"callWhy"_s);
    m_title = new Label(tr("Why it went there"), TextStyle::Heading, this);
    m_notice->setObjectName(u"callWhyNotice"_s);
    m_nothing->setObjectName(u"callWhyNothing"_s);
    m_nothing->setWordWrap(true);
    m_nothing->setLevel(Label::Level::Second);
    m_story->setObjectName(u"callStory"_s);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setHorizontalSpacing(space::m);
    m_lines->setVerticalSpacing(space::xs);
    m_lines->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    for (QWidget *part : {m_title, static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_nothing), m_story, static_cast<QWidget *>(m_why)})
        column->addWidget(part);
    connect(m_notice, &Notice::actionChosen, this, &CallWhy::ask);
    if (m_services.roster)
        connect(m_services.roster, &TeamRoster::namesChanged, this, &CallWhy::render);
    setVisible(false);
}

void CallWhy::show(const CallSid &call)
{
    setVisible(m_services.calls && !call.isNull());
    if (isHidden() || (call == m_call && m_told && !m_told->outcome.isEmpty() && m_told->outcome != "missed"_L1)) // that may yet get a message
        return;
    if (call != m_call) {
        m_told.reset();
        tellNothing(tr("Asking the relay\u2026"));
    }
    m_call = call;
    ask();
}

void CallWhy::ask()
{
    whenDone(m_services.calls->find(m_call), this, [this, wanted = ++m_asked](const Result<std::optional<TeamCall>> &found) {
        if (wanted != m_asked) // another call was chosen meanwhile
            return;
        if (!found) {
            tellNothing({});
            return m_notice->tell(found.error(), tr("Try again"));
        }
        if (!*found)
            return tellNothing(tr("No relay answered this call, so nobody wrote down why it went there."));
        tell(**found);
    });
}

void CallWhy::tellNothing(const QString &what)
{
    m_notice->clear();
    m_nothing->setText(what);
    m_nothing->setVisible(!what.isEmpty());
    m_story->hide();
    m_why->hide();
}

void CallWhy::tell(const TeamCall &call)
{
    if (m_told == call)
        return;
    m_told = call;
    render();
}

void CallWhy::render()
{
    if (!m_told)
        return;
    const bool isDecided = !m_told->decision().isEmpty();
    tellNothing({});
    if (isDecided)
        m_why->tell(m_told->decision());
    m_why->setVisible(isDecided);
    tellStory(storyOf(*m_told, m_services.present().plan));
}

void CallWhy::tellStory(const QList<StoryLine> &lines)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const StoryLine &line : lines) {
        auto *time = new Label(QLocale().toString(line.at.toLocalTime().time(), tr("HH:mm:ss", "time of day of a thing that happened")), TextStyle::Body, m_story);
        time->setLevel(Label::Level::Second);
        auto *words = new Label(line.sentence, TextStyle::Body, m_story);
        words->setWordWrap(true);
        const int row = m_lines->rowCount();
        m_lines->addWidget(time, row, 0, Qt::AlignTop);
        m_lines->addWidget(words, row, 1);
    }
    m_story->setVisible(!lines.isEmpty());
}

} // namespace milassist
