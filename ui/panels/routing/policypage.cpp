// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/policypage.h"

#include "ui/panels/routing/linewords.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

enum GreetingChoice { UsualWords, OwnWords, RecordedSound };

} // namespace

PolicyPage::PolicyPage(RoutingServices &services, QWidget *parent) : PlanPage(services, parent)
{
    setObjectName(u"policyPage"_s);
    column()->addWidget(sectionHead(tr("The line"), {}, this));
    m_name = new QLineEdit(this);
    m_name->setMaxLength(80);
    column()->addWidget(namedField(u"lineName"_s, tr("Name of this line"), m_name, this));
    m_patience = secondsBox(10, 600, this);
    column()->addWidget(namedField(u"linePatience"_s, tr("Callers are to hear ringing for no longer than"), m_patience, this));
    buildMailbox();
    buildRecording();
    buildOutside();
    column()->addStretch(1);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { changeLine([&](Line &line) { line.name = name; }, u"name"_s); });
    connect(m_patience, &QSpinBox::valueChanged, this,
            [this](int value) { changeLine([value](Line &line) { line.patience = seconds(value); }, u"patience"_s); });
}

void PolicyPage::buildMailbox()
{
    column()->addWidget(sectionHead(tr("Voicemail"), tr("What callers hear before the tone. A route or a holiday may have words of its own."), this));
    m_greeting = planCombo(this);
    m_greeting->addItems({tr("The usual words"), tr("Words of our own, read aloud"), tr("A recorded sound")});
    column()->addWidget(namedField(u"greetingKind"_s, tr("Greeting"), m_greeting, this));
    m_words = new QPlainTextEdit(this);
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(m_words->fontMetrics().lineSpacing() * 4 + space::l);
    m_wordsField = namedField(u"greetingWords"_s, tr("What is read aloud, or the name of the sound"), m_words, this);
    column()->addWidget(m_wordsField);
    m_longestMessage = secondsBox(10, 600, this);
    column()->addWidget(namedField(u"longestMessage"_s, tr("A message is no longer than (transcripts are made up to 120 s)"), m_longestMessage, this));
    connect(m_greeting, &QComboBox::activated, this, &PolicyPage::tellGreeting);
    connect(m_words, &QPlainTextEdit::textChanged, this, &PolicyPage::tellGreeting);
    connect(m_longestMessage, &QSpinBox::valueChanged, this,
            [this](int value) { changeLine([value](Line &line) { line.longestMessage = seconds(value); }, u"message"_s); });
}

void PolicyPage::buildRecording()
{
    column()->addWidget(sectionHead(tr("Recording"), {}, this));
    const QStringList choices{tr("Off"), tr("On"), tr("When whoever talks asks for it")};
    m_inbound = planCombo(this);
    m_inbound->addItems(choices);
    m_outbound = planCombo(this);
    m_outbound->addItems(choices);
    m_announce = planCombo(this);
    m_announce->addItems({tr("Never"), tr("Always"), tr("Where the law asks everybody to agree")});
    m_announcement = new QLineEdit(this);
    m_announcement->setMaxLength(300);
    m_announcement->setPlaceholderText(tr("This call is recorded."));
    column()->addWidget(namedField(u"recordInbound"_s, tr("Calls that come in"), m_inbound, this));
    column()->addWidget(namedField(u"recordOutbound"_s, tr("Calls that we make"), m_outbound, this));
    column()->addWidget(namedField(u"announceWhen"_s, tr("Callers are told that it is recorded"), m_announce, this));
    m_announcementField = namedField(u"announceWords"_s, tr("In these words"), m_announcement, this);
    column()->addWidget(m_announcementField);
    m_recordingAdvice = new Label(tr("In many places it is against the law to record people who have not been told."), TextStyle::Caption, this);
    m_recordingAdvice->setTone(Tone::Warning);
    m_recordingAdvice->setWordWrap(true);
    column()->addWidget(m_recordingAdvice);
    connect(m_inbound, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.recording.inbound = Record(at); }); });
    connect(m_outbound, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.recording.outbound = Record(at); }); });
    connect(m_announce, &QComboBox::activated, this,
            [this](int at) { changeLine([at](Line &line) { line.announcement.when = Announcement::When(at); }); });
    connect(m_announcement, &QLineEdit::textEdited, this, [this](const QString &words) {
        changeLine([&words](Line &line) {
            line.announcement.words = words.trimmed().isEmpty() ? Greeting() : Greeting{Greeting::Kind::Spoken, words};
        }, u"announcement"_s);
    });
}

void PolicyPage::buildOutside()
{
    column()->addWidget(sectionHead(tr("People's telephones outside"), {}, this));
    m_screening = planCombo(this);
    m_screening->addItems({tr("Whoever answers presses 1 first"), tr("Connect at once")});
    m_callerId = planCombo(this);
    m_callerId->addItems({tr("The caller's number"), tr("This line's number")});
    column()->addWidget(namedField(u"lineScreening"_s, tr("So that no private voicemail takes the call"), m_screening, this));
    column()->addWidget(namedField(u"lineCallerId"_s, tr("They show"), m_callerId, this));
    connect(m_screening, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.screening = Screening(at); }); });
    connect(m_callerId, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.callerId = CallerId(at); }); });
}

void PolicyPage::tellGreeting()
{
    if (isRendering())
        return;
    const int choice = m_greeting->currentIndex();
    const QString words = m_words->toPlainText().left(2000);
    m_wordsField->setVisible(choice != UsualWords);
    changeLine([&](Line &line) {
        if (choice == UsualWords)
            line.greeting = {};
        else
            line.greeting = {choice == OwnWords ? Greeting::Kind::Spoken : Greeting::Kind::Recorded, words};
    }, u"greeting"_s);
}

void PolicyPage::render()
{
    const Line *now = line();
    if (!now)
        return;
    if (m_name->text() != now->name)
        m_name->setText(now->name);
    m_name->setPlaceholderText(services().lines.nameOf(Party(number())));
    m_patience->setValue(int(now->patience.count()));
    m_greeting->setCurrentIndex(int(now->greeting.kind));
    if (now->greeting.isOwn() && m_words->toPlainText() != now->greeting.content)
        m_words->setPlainText(now->greeting.content);
    m_wordsField->setVisible(now->greeting.isOwn());
    m_longestMessage->setValue(int(now->longestMessage.count()));
    m_inbound->setCurrentIndex(int(now->recording.inbound));
    m_outbound->setCurrentIndex(int(now->recording.outbound));
    m_announce->setCurrentIndex(int(now->announcement.when));
    const bool isRecorded = now->recording.inbound != Record::Off || now->recording.outbound != Record::Off;
    m_announcementField->setVisible(now->announcement.when != Announcement::When::Never);
    if (m_announcement->text() != now->announcement.words.content)
        m_announcement->setText(now->announcement.words.content);
    m_recordingAdvice->setVisible(isRecorded && now->announcement.when == Announcement::When::Never);
    m_screening->setCurrentIndex(int(now->screening));
    m_callerId->setCurrentIndex(int(now->callerId));
}

} // namespace milassist
