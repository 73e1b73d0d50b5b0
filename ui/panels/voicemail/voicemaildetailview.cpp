// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemaildetailview.h"

#include "ui/models/linenames.h"
#include "ui/panels/parts/partyheader.h"
#include "ui/panels/voicemail/transcriptview.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/player/playerview.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

QToolButton *quietTool(const QString &name, const QString &text, const QString &iconName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setIcon(icon(iconName));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

VoicemailDetailView::VoicemailDetailView(const LineNames &lines, PlayerHub &hub, Clock clock, QWidget *parent)
    : PartyDetail(parent), m_lines(lines), m_hub(hub), m_clock(std::move(clock))
{
    setObjectName(u"voicemailDetail"_s);
    build();
    connect(m_heard, &QPushButton::clicked, this, [this] { Q_EMIT heardWanted(!m_row.heard); });
    connect(m_delete, &QPushButton::clicked, this, &VoicemailDetailView::deleteWanted);
    connect(m_deleting, &Notice::actionChosen, this, &VoicemailDetailView::undoWanted);
    connect(m_copy, &QToolButton::clicked, this, &VoicemailDetailView::copyTranscript);
    connect(m_player, &PlayerView::ready, this, &VoicemailDetailView::timeSentences);
    connect(m_player, &PlayerView::positionChanged, this, [this](std::chrono::milliseconds position) {
        if (m_player->isPlaying() && m_heardMeter.advance(position, m_player->duration()))
            Q_EMIT heardByPlaying();
        follow();
    });
    connect(m_player, &PlayerView::ended, this, &VoicemailDetailView::heardByPlaying);
    connect(m_transcript, &TranscriptView::sentenceChosen, this, [this](int sentence) {
        m_player->seek(m_sentences[sentence].from);
        m_player->play();
    });
    connect(m_follow, &QToolButton::toggled, this, [this](bool on) {
        PlayerTaste taste = m_hub.taste();
        taste.followsAlong = on;
        m_hub.setTaste(taste);
        follow();
    });
}

void VoicemailDetailView::build()
{
    m_heard = header()->addButton(u"heardButton"_s, tr("Mark as heard"), u"check"_s);
    m_heard->setToolTip(tr("Heard or new again (U)"));
    m_delete = header()->addButton(u"deleteButton"_s, tr("Delete"), u"trash"_s);
    m_delete->setToolTip(tr("Delete at Twilio (Del). It can be undone for a few seconds."));
    notice()->setObjectName(u"voicemailNotice"_s);
    m_deleting = new Notice(widget());
    m_deleting->setObjectName(u"deletingNotice"_s);

    m_new = new Pill(widget());
    m_new->setObjectName(u"newPill"_s);
    m_when = new Label(TextStyle::Body, widget());
    m_when->setObjectName(u"whenLabel"_s);
    m_when->setLevel(Label::Level::Second);
    m_when->setWordWrap(true);
    auto *when = new QHBoxLayout;
    when->setSpacing(space::s);
    when->addWidget(m_new);
    when->addWidget(m_when, 1);

    m_player = new PlayerView(m_hub, m_clock, widget());
    m_player->setObjectName(u"voicemailPlayer"_s);
    buildTranscript();

    auto *more = new QWidget(widget());
    auto *flow = new FlowLayout(more, space::s);
    QToolButton *save = quietTool(u"saveAudioButton"_s, tr("Save audio as\u2026"), u"download"_s, more);
    QToolButton *call = quietTool(u"openCallButton"_s, tr("Show the call"), u"call"_s, more);
    flow->addWidget(save);
    flow->addWidget(call);
    connect(save, &QToolButton::clicked, this, &VoicemailDetailView::saveWanted);
    connect(call, &QToolButton::clicked, this, [this] { Q_EMIT openRequested(CallTarget{.sid = m_row.call, .row = 0}); });

    QVBoxLayout *column = this->column();
    column->addWidget(header());
    column->addWidget(m_deleting);
    column->addWidget(notice());
    column->addLayout(when);
    column->addWidget(m_player);
    column->addWidget(m_transcriptBox);
    addNote();
    column->addWidget(more);
    column->addStretch(1);
}

void VoicemailDetailView::buildTranscript()
{
    m_transcriptBox = new Card(widget());
    auto *title = new Label(tr("Transcript"), TextStyle::Heading, m_transcriptBox);
    m_follow = quietTool(u"followButton"_s, tr("Follow along"), u"eye"_s, m_transcriptBox);
    m_follow->setToolTip(tr("Mark the sentence that is being said"));
    m_follow->setCheckable(true);
    m_follow->setChecked(m_hub.taste().followsAlong);
    m_copy = quietTool(u"copyTranscriptButton"_s, tr("Copy"), u"copy"_s, m_transcriptBox);
    m_copy->setAccessibleName(tr("Copy the transcript"));
    m_state = new Label(TextStyle::Body, m_transcriptBox);
    m_state->setObjectName(u"transcriptState"_s);
    m_state->setWordWrap(true);
    m_stateMore = new Label(TextStyle::Body, m_transcriptBox);
    m_stateMore->setLevel(Label::Level::Second);
    m_stateMore->setWordWrap(true);
    m_transcript = new TranscriptView(m_transcriptBox);
    m_approximate = new Label(tr("Click a sentence to hear it. Its place is approximate."), TextStyle::Caption, m_transcriptBox);
    m_approximate->setLevel(Label::Level::Second);
    m_approximate->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_follow);
    head->addWidget(m_copy);
    auto *column = new QVBoxLayout(m_transcriptBox);
    column->setContentsMargins(space::l, space::s, space::l, space::m);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_state);
    column->addWidget(m_stateMore);
    column->addWidget(m_transcript);
    column->addWidget(m_approximate);
}

void VoicemailDetailView::show(const VoicemailRow &voicemail)
{
    m_row = voicemail;
    if (turnTo({.id = voicemail.id, .line = voicemail.line, .peer = voicemail.peer, .name = voicemail.contactName, .note = voicemail.note},
               m_lines.home()))
        m_heardMeter.restart();
    m_heard->setText(voicemail.heard ? tr("Mark as new") : tr("Mark as heard"));
    m_heard->setAccessibleName(m_heard->text());
    m_heard->setIcon(icon(voicemail.heard ? u"dot"_s : u"check"_s));
    m_delete->setVisible(!voicemail.deleting);
    if (voicemail.deleting)
        m_deleting->tell(Tone::Danger, tr("This voicemail is about to be deleted at Twilio."), tr("Sound and transcript go for good."), tr("Undo"));
    else
        m_deleting->clear();
    m_new->setState(voicemail.heard ? QString() : tr("New"), Tone::Accent, {});
    QStringList when{longTime(voicemail.createdAt, m_clock())};
    if (!voicemail.line.isEmpty())
        when.append(tr("to %1", "the line a voicemail was left on").arg(m_lines.nameOf(voicemail.line)));
    when.append(durationText(voicemail.duration));
    m_when->setText(when.join(u" \u00b7 "_s));
    m_when->setToolTip(exactTime(voicemail.createdAt));
    m_player->show({.sid = voicemail.recording,
                    .status = voicemail.status,
                    .errorCode = voicemail.errorCode,
                    .createdAt = voicemail.createdAt,
                    .duration = voicemail.duration});
    renderTranscript();
}

void VoicemailDetailView::renderTranscript()
{
    const TranscriptWords words = transcriptWords(m_row);
    const bool hasText = !words.text.isEmpty();
    m_state->setText(words.state);
    m_state->setTone(words.tone == Tone::Neutral ? std::nullopt : std::optional(words.tone));
    m_state->setVisible(!hasText);
    m_stateMore->setText(words.more);
    m_stateMore->setVisible(!hasText && !words.more.isEmpty());
    m_transcript->setVisible(hasText);
    m_copy->setVisible(hasText);
    m_follow->setVisible(hasText);
    timeSentences();
}

void VoicemailDetailView::timeSentences()
{
    const QString text = transcriptWords(m_row).text;
    m_sentences = timedSentences(text, m_player->duration(), m_player->silences(), m_player->rate());
    m_transcript->setTranscript(text, m_sentences);
    m_approximate->setVisible(!m_sentences.isEmpty());
    setSearch(m_search);
    follow();
}

void VoicemailDetailView::setSearch(const QString &search)
{
    m_search = search;
    const QString text = transcriptWords(m_row).text;
    const auto hits = hitsIn(text, search);
    m_transcript->setHits(hits);
    QList<double> marks;
    const double whole = double(m_player->duration().count());
    for (const auto &[begin, length] : hits) {
        const int sentence = sentenceOf(m_sentences, begin);
        if (sentence < 0 || whole <= 0)
            continue;
        const TimedSentence &said = m_sentences[sentence];
        const double into = double(begin - said.begin) / double(said.length);
        marks.push_back((double(said.from.count()) + into * double((said.to - said.from).count())) / whole);
    }
    m_player->setMarks(marks);
}

void VoicemailDetailView::follow()
{
    const bool follows = m_hub.taste().followsAlong && (m_player->isPlaying() || m_player->position().count() > 0);
    m_transcript->setCurrentSentence(follows ? sentenceAt(m_sentences, m_player->position()) : -1);
}

bool VoicemailDetailView::copyTranscript()
{
    const QString text = transcriptWords(m_row).text;
    if (text.isEmpty())
        return false;
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT transcriptCopied();
    return true;
}

} // namespace milassist
