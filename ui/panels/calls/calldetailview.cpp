// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/calldetailview.h"

#include "ui/models/linenames.h"
#include "ui/panels/calls/calltexts.h"
#include "ui/panels/calls/legview.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

Label *factLabel(const QString &name, QWidget *parent, TextStyle style = TextStyle::Body)
{
    auto *label = new Label(style, parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

CallDetailView::CallDetailView(const LineNames &lines, PlayerHub &hub, Clock clock, WhyServices why, QWidget *parent)
    : PartyDetail(parent), m_lines(lines), m_hub(hub), m_clock(std::move(clock)), m_roster(why.roster), m_why(new CallWhy(std::move(why), widget()))
{
    setObjectName(u"callDetail"_s);
    build();
    if (m_roster)
        connect(m_roster, &TeamRoster::namesChanged, this, &CallDetailView::renderLegs);
}

void CallDetailView::build()
{
    QPushButton *person = header()->addButton(u"personCallsButton"_s, tr("All calls with them"), u"filter"_s);
    setButtonKind(person, ButtonKind::Quiet);
    connect(person, &QPushButton::clicked, this, [this] { Q_EMIT personWanted(m_detail.row.peer, m_detail.row.contactName); });
    notice()->setObjectName(u"callNotice"_s);

    m_mark = new OutcomeMark(widget());
    m_sentence = new Label(TextStyle::BodyStrong, widget());
    m_sentence->setObjectName(u"outcomeSentence"_s);
    m_sentence->setWordWrap(true);
    m_when = new Label(TextStyle::Body, widget());
    m_when->setObjectName(u"whenLabel"_s);
    m_when->setLevel(Label::Level::Second);
    m_when->setWordWrap(true);
    auto *outcome = new QGridLayout;
    outcome->setHorizontalSpacing(space::s);
    outcome->setVerticalSpacing(space::hair);
    outcome->setColumnStretch(1, 1);
    outcome->addWidget(m_mark, 0, 0, Qt::AlignTop);
    outcome->addWidget(m_sentence, 0, 1);
    outcome->addWidget(m_when, 1, 1);

    m_recordings = new QWidget(widget());
    m_recordingColumn = new QVBoxLayout(m_recordings);
    m_recordingColumn->setContentsMargins(0, 0, 0, 0);
    m_recordingColumn->setSpacing(space::l);

    auto *card = new Card(widget());
    m_facts = new QGridLayout(card);
    m_facts->setContentsMargins(space::l, space::m, space::l, space::m);
    m_facts->setHorizontalSpacing(space::l);
    m_facts->setVerticalSpacing(space::xs + space::hair);
    m_facts->setColumnStretch(1, 1);
    addFact(tr("Our line"), m_line = factLabel(u"lineFact"_s, card));
    addFact(tr("Started"), m_started = factLabel(u"startedFact"_s, card));
    addFact(tr("Ended"), m_ended = factLabel(u"endedFact"_s, card));
    addFact(tr("Rang"), m_rang = factLabel(u"rangFact"_s, card));
    addFact(tr("Talked"), m_talked = factLabel(u"talkedFact"_s, card));
    addFact(tr("Sound"), m_sound = factLabel(u"soundFact"_s, card));
    addFact(tr("Price"), m_price = factLabel(u"priceFact"_s, card));
    m_sid = new QToolButton(card);
    m_sid->setObjectName(u"sidFact"_s);
    m_sid->setText(tr("Copy"));
    m_sid->setIcon(icon(u"copy"_s));
    m_sid->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sid->setAutoRaise(true);
    m_sid->setFocusPolicy(Qt::StrongFocus);
    connect(m_sid, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_detail.row.root.text()); });
    addFact(tr("Call SID"), m_sid);
    m_sid->setAccessibleName(tr("Copy the call SID"));

    m_legsTitle = new Label(TextStyle::Heading, widget());
    m_legs = new LegView(widget());

    QVBoxLayout *column = this->column();
    column->addWidget(header());
    column->addWidget(notice());
    column->addLayout(outcome);
    column->addWidget(m_recordings);
    column->addWidget(m_legsTitle);
    column->addWidget(m_legs);
    column->addWidget(m_why);
    column->addWidget(card);
    addNote();
    column->addStretch(1);
}

void CallDetailView::addFact(const QString &name, QWidget *value)
{
    const int row = m_facts->rowCount();
    auto *label = new Label(name, TextStyle::Body, m_facts->parentWidget());
    label->setLevel(Label::Level::Second);
    m_facts->addWidget(label, row, 0, Qt::AlignTop);
    m_facts->addWidget(value, row, 1, qobject_cast<QLabel *>(value) ? Qt::AlignTop : Qt::AlignLeft);
    value->setAccessibleName(name);
}

void CallDetailView::show(const CallDetail &detail)
{
    m_detail = detail;
    const CallRow &row = detail.row;
    turnTo({.id = row.id, .line = row.line, .peer = row.peer, .name = row.contactName, .note = row.note}, m_lines.home());
    const CallWords words = callWords(detail.row);
    m_mark->show(words.icon, words.tone);
    m_sentence->setText(words.sentence);
    m_when->setText(longTime(detail.row.startedAt, m_clock()));
    m_when->setToolTip(exactTime(detail.row.startedAt));
    renderFacts();
    renderRecordings();
    m_legsTitle->setText(tr("Who was rung"));
    m_legsTitle->setVisible(detail.legs.size() > 1);
    m_legs->setVisible(detail.legs.size() > 1);
    renderLegs();
    m_why->show(row.root);
}

void CallDetailView::renderLegs()
{
    m_legs->show(legBars(m_detail, m_lines, m_roster ? m_roster->names() : PeopleNames(), m_clock()));
}

void CallDetailView::renderFacts()
{
    const CallRow &row = m_detail.row;
    const auto set = [this](Label *label, const QString &text) {
        label->setText(text);
        const int at = m_facts->indexOf(label);
        int line = 0, column = 0, rows = 0, columns = 0;
        m_facts->getItemPosition(at, &line, &column, &rows, &columns);
        label->setVisible(!text.isEmpty());
        m_facts->itemAtPosition(line, 0)->widget()->setVisible(!text.isEmpty());
    };
    QDateTime ended;
    for (const Call &leg : m_detail.legs) {
        if (leg.endedAt.isValid() && (!ended.isValid() || leg.endedAt > ended))
            ended = leg.endedAt;
    }
    set(m_line, row.line.isEmpty() ? QString() : m_lines.nameOf(row.line));
    set(m_started, exactTime(row.startedAt));
    set(m_ended, exactTime(ended));
    set(m_rang, row.ringSeconds.count() > 0 ? durationText(row.ringSeconds) : QString());
    set(m_talked, row.talkSeconds.count() > 0 ? durationText(row.talkSeconds) : tr("Not at all", "time talked"));
    const SoundWords sound = m_detail.sound ? soundWords(*m_detail.sound) : SoundWords();
    set(m_sound, sound.text);
    m_sound->setToolTip(sound.figures);
    QString price = callPriceText(row);
    const bool isAwaited = row.legs == 0; // of this telephone, and Twilio's record has not come yet
    if ((row.pricePending && !row.price) || isAwaited)
        price = tr("Pending. Twilio tells it a few minutes after the call.");
    else if (price.isEmpty())
        price = tr("Nothing", "price");
    set(m_price, price);
    m_sid->setToolTip(row.root.text());
    int line = 0, column = 0, rows = 0, columns = 0;
    m_facts->getItemPosition(m_facts->indexOf(m_sid), &line, &column, &rows, &columns);
    m_sid->setVisible(!row.root.isNull());
    m_facts->itemAtPosition(line, 0)->widget()->setVisible(!row.root.isNull());
}

CallDetailView::RecordingPart CallDetailView::makePart()
{
    RecordingPart part;
    part.box = new QWidget(m_recordings);
    auto *column = new QVBoxLayout(part.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    part.caption = new Label(TextStyle::Heading, part.box);
    part.player = new PlayerView(m_hub, m_clock, part.box);
    part.player->setObjectName(u"recordingPlayer"_s);
    part.transcript = new Label(TextStyle::Body, part.box);
    part.transcript->setObjectName(u"recordingTranscript"_s);
    part.transcript->setWordWrap(true);
    part.transcript->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    part.voicemail = new QPushButton(icon(u"voicemail"_s), tr("Open in Voicemail"), part.box);
    part.voicemail->setObjectName(u"openVoicemailButton"_s);
    part.voicemail->setAccessibleName(part.voicemail->text());
    column->addWidget(part.caption);
    column->addWidget(part.player);
    column->addWidget(part.transcript);
    column->addWidget(part.voicemail, 0, Qt::AlignLeft);
    m_recordingColumn->addWidget(part.box);
    return part;
}

void CallDetailView::renderRecordings()
{
    const qsizetype count = m_detail.recordings.size();
    while (m_parts.size() < count) {
        m_parts.push_back(makePart());
        const qsizetype which = m_parts.size() - 1;
        connect(m_parts.last().voicemail, &QPushButton::clicked, this,
                [this, which] { Q_EMIT openRequested(VoicemailTarget{m_parts[which].sid}); });
    }
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        RecordingPart &part = m_parts[i];
        part.box->setVisible(i < count);
        if (i >= count) {
            part.player->clear();
            continue;
        }
        const RecordingRow &row = m_detail.recordings[i];
        part.sid = row.recording.sid;
        const bool voicemail = isVoicemail(row.recording);
        part.caption->setText(voicemail ? tr("Voicemail") : count > 1 ? tr("Recording %1").arg(i + 1) : tr("Recording"));
        part.voicemail->setVisible(voicemail);
        part.player->show({.sid = row.recording.sid,
                           .status = row.recording.status,
                           .errorCode = row.recording.errorCode,
                           .createdAt = row.recording.createdAt,
                           .duration = row.recording.duration.value_or(std::chrono::seconds(0))});
        const QString text = !row.correction.isEmpty() ? row.correction : row.transcription ? row.transcription->text : QString();
        part.transcript->setText(text);
        part.transcript->setVisible(!text.isEmpty());
    }
    m_recordings->setVisible(count > 0);
}

PlayerView *CallDetailView::player() const
{
    return m_detail.recordings.isEmpty() || m_parts.isEmpty() ? nullptr : m_parts.first().player;
}

} // namespace milassist
