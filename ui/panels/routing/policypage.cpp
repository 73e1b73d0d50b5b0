// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/routing/policypage.h"

#include "core/planning/planedit.h"
#include "core/routing/check/languages.h"
#include "core/routing/spoken/spoken.h"
#include "ui/panels/routing/greetingfield.h"
#include "ui/panels/routing/linewords.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

namespace
{

/// What is typed is one step back; any other choice is a step of its own.
QString spotOf(const Greeting &greeting, const QString &spot)
{
    return greeting.kind == Greeting::Kind::Spoken ? spot : QString();
}

/// By their names; one that is read aloud by nobody stays where it is chosen.
QList<std::pair<QString, QString>> languages(const QString &chosen)
{
    QList<std::pair<QString, QString>> all;
    for (const QString &language : spokenLanguages())
        all.append({language, languageWords(language)});
    std::ranges::sort(all, {}, &std::pair<QString, QString>::second);
    if (!spokenLanguages().contains(chosen))
        all.prepend({chosen, languageWords(chosen)});
    return all;
}

} // namespace

PolicyPage::PolicyPage(RoutingServices &services, QWidget *parent) : PlanPage(services, parent)
{
    setObjectName(u"policyPage"_s);
    column()->addWidget(sectionHead(tr("The line"), {}, this));
    m_name = new QLineEdit(this);
    m_name->setMaxLength(80);
    column()->addWidget(namedField(u"lineName"_s, tr("Name of this line"), m_name, this));
    m_patience = secondsBox(5, 600, this);
    column()->addWidget(namedField(u"linePatience"_s, tr("Callers are to hear ringing for no longer than"), m_patience, this));
    m_language = planCombo(this);
    m_language->setMaxVisibleItems(16);
    column()->addWidget(namedField(u"lineLanguage"_s, tr("It speaks"), m_language, this));
    connect(m_language, &QComboBox::activated, this, [this](int at) {
        changeLine([language = m_language->itemData(at).toString()](Line &line) { line.language = language; });
    });
    buildMailbox();
    buildRecording();
    buildOutside();
    buildLeaving();
    column()->addStretch(1);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &name) { changeLine([&](Line &line) { line.name = name; }, u"name"_s); });
    connect(m_patience, &QSpinBox::valueChanged, this,
            [this](int value) { changeLine([value](Line &line) { line.patience = seconds(value); }, u"patience"_s); });
}

void PolicyPage::buildMailbox()
{
    column()->addWidget(sectionHead(tr("Voicemail"), tr("What callers hear before the tone. A route or a holiday may have words of its own."), this));
    m_greeting = new GreetingField({u"greeting"_s, tr("Greeting"), tr("The usual words")}, services(), this);
    column()->addWidget(m_greeting);
    m_longestMessage = secondsBox(10, 3600, this);
    column()->addWidget(namedField(u"longestMessage"_s, tr("A message is no longer than (transcripts are made up to 120 s)"), m_longestMessage, this));
    connect(m_greeting, &GreetingField::changed, this, [this](const Greeting &greeting) {
        changeLine([&greeting](Line &line) { line.greeting = greeting; }, spotOf(greeting, u"greeting"_s));
    });
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
    column()->addWidget(namedField(u"recordInbound"_s, tr("Calls that come in"), m_inbound, this));
    column()->addWidget(namedField(u"recordOutbound"_s, tr("Calls that we make"), m_outbound, this));
    column()->addWidget(namedField(u"announceWhen"_s, tr("Callers are told that it is recorded"), m_announce, this));
    m_announcement = new GreetingField({u"announce"_s, tr("They hear"), tr("The usual words")}, services(), this);
    column()->addWidget(m_announcement);
    m_recordingAdvice = new Label(tr("In many places it is against the law to record people who have not been told."), TextStyle::Caption, this);
    m_recordingAdvice->setTone(Tone::Warning);
    m_recordingAdvice->setWordWrap(true);
    column()->addWidget(m_recordingAdvice);
    m_longestRecording = new QSpinBox(this);
    m_longestRecording->setRange(1, 240);
    m_longestRecording->setSuffix(tr(" min", "minutes, behind a number"));
    m_longestRecording->setFocusPolicy(Qt::StrongFocus);
    m_longestRecordingField = namedField(u"longestRecording"_s, tr("A recording is no longer than; then it ends, and the call goes on"), m_longestRecording, this);
    column()->addWidget(m_longestRecordingField);
    connect(m_longestRecording, &QSpinBox::valueChanged, this, [this](int minutes) {
        changeLine([minutes](Line &line) { line.recording.longest = std::chrono::minutes(minutes); }, u"recordingEnd"_s);
    });
    connect(m_inbound, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.recording.inbound = Record(at); }); });
    connect(m_outbound, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.recording.outbound = Record(at); }); });
    connect(m_announce, &QComboBox::activated, this,
            [this](int at) { changeLine([at](Line &line) { line.announcement.when = Announcement::When(at); }); });
    connect(m_announcement, &GreetingField::changed, this, [this](const Greeting &words) {
        changeLine([&words](Line &line) { line.announcement.words = words; }, spotOf(words, u"announcement"_s));
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
    column()->addWidget(sectionHead(tr("Callers' numbers"), tr("Without them assistants see a name and the last two digits, and call and text by that. "
                                                               "Managers and admins see numbers."), this));
    m_callersMasked = new QCheckBox(tr("Hide callers' numbers from assistants"), this);
    m_callersMasked->setObjectName(u"lineCallersMasked"_s);
    column()->addWidget(m_callersMasked);
    connect(m_callersMasked, &QCheckBox::clicked, this,
            [this](bool isOn) { changeLine([isOn](Line &line) { line.callersMasked = isOn; }); });
    connect(m_screening, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.screening = Screening(at); }); });
    connect(m_callerId, &QComboBox::activated, this, [this](int at) { changeLine([at](Line &line) { line.callerId = CallerId(at); }); });
}

void PolicyPage::buildLeaving()
{
    column()->addWidget(sectionHead(tr("Out of the plan"), tr("Calls to this line then go to voicemail. Its hours and routes stay, for other lines."), this));
    QToolButton *remove = quietTool(u"removeLine"_s, tr("Take this line out of the plan"), u"trash"_s, this);
    column()->addWidget(remove, 0, Qt::AlignLeft);
    connect(remove, &QToolButton::clicked, this, [this] { desk().change(withoutLine(plan(), number())); }, Qt::QueuedConnection);
}

/// Those who call and those whom we call may be told otherwise.
QString PolicyPage::announcedWords(const Line &line) const
{
    const auto [in, out, longest] = line.recording;
    const auto heard = [&line](Record record) { return spoken(announcementOf(record), line.language); };
    if (in == Record::Off && out == Record::Off)
        return tr("Nothing is recorded, so nothing is said.");
    if (in == out)
        return tr("They hear: \u201c%1\u201d").arg(heard(in));
    QStringList words;
    if (in != Record::Off)
        words << tr("Who calls hears: \u201c%1\u201d").arg(heard(in));
    if (out != Record::Off)
        words << tr("Whom we call hears: \u201c%1\u201d").arg(heard(out));
    return words.join(u'\n');
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
    fillCombo(m_language, languages(now->language), now->language);
    m_greeting->show(number().e164(), now->greeting, now->language, tr("Callers hear: \u201c%1\u201d").arg(spoken(Phrase::LeaveMessage, now->language)));
    m_longestMessage->setValue(int(now->longestMessage.count()));
    m_inbound->setCurrentIndex(int(now->recording.inbound));
    m_outbound->setCurrentIndex(int(now->recording.outbound));
    m_announce->setCurrentIndex(int(now->announcement.when));
    const bool isRecorded = now->recording.inbound != Record::Off || now->recording.outbound != Record::Off;
    m_announcement->setVisible(now->announcement.when != Announcement::When::Never);
    m_announcement->show(number().e164(), now->announcement.words, now->language, announcedWords(*now));
    m_longestRecordingField->setVisible(isRecorded);
    m_longestRecording->setValue(int(std::chrono::ceil<std::chrono::minutes>(now->recording.longest).count()));
    m_recordingAdvice->setVisible(isRecorded && now->announcement.when == Announcement::When::Never);
    m_screening->setCurrentIndex(int(now->screening));
    m_callerId->setCurrentIndex(int(now->callerId));
    m_callersMasked->setChecked(now->callersMasked);
}

} // namespace milassist
