// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/transcriptcard.h"

#include "ui/panels/parts/detailpane.h"
#include "ui/panels/voicemail/transcripteditor.h"
#include "ui/panels/voicemail/transcriptview.h"
#include "ui/panels/voicemail/voicemailtexts.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/player/playerview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

TranscriptCard::TranscriptCard(PlayerHub &hub, PlayerView &player, QWidget *parent) : Card(parent), m_hub(hub), m_player(player)
{
    build();
    connect(m_copy, &QToolButton::clicked, this, &TranscriptCard::copy);
    connect(m_edit, &QToolButton::clicked, this, [this] { edit(); });
    connect(m_editor, &TranscriptEditor::saved, this, [this](const QString &text) { Q_EMIT corrected(m_row.id, text); });
    connect(m_editor, &TranscriptEditor::restoreWanted, this, [this] { Q_EMIT corrected(m_row.id, {}); });
    connect(m_editor, &TranscriptEditor::done, this, [this](bool hadFocus) {
        render();
        if (hadFocus)
            m_edit->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_player, &PlayerView::ready, this, &TranscriptCard::timeSentences);
    connect(&m_player, &PlayerView::positionChanged, this, &TranscriptCard::follow);
    connect(m_view, &TranscriptView::sentenceChosen, this, [this](int sentence) {
        m_player.seek(m_sentences[sentence].from);
        m_player.play();
    });
    connect(m_follow, &QToolButton::toggled, this, [this](bool on) {
        PlayerTaste taste = m_hub.taste();
        taste.followsAlong = on;
        m_hub.setTaste(taste);
        follow();
    });
}

void TranscriptCard::build()
{
    auto *title = new Label(tr("Transcript"), TextStyle::Heading, this);
    auto *tools = new QWidget(this);
    auto *flow = new FlowLayout(tools, space::xs);
    m_follow = quietTool(u"followButton"_s, tr("Follow along"), u"eye"_s, tools);
    m_follow->setToolTip(tr("Mark the sentence that is being said"));
    m_follow->setCheckable(true);
    m_follow->setChecked(m_hub.taste().followsAlong);
    m_edit = quietTool(u"editTranscriptButton"_s, tr("Correct"), u"edit"_s, tools);
    m_copy = quietTool(u"copyTranscriptButton"_s, tr("Copy"), u"copy"_s, tools);
    m_copy->setAccessibleName(tr("Copy the transcript"));
    for (QToolButton *tool : {m_follow, m_edit, m_copy})
        flow->addWidget(tool);
    m_state = new Label(TextStyle::Body, this);
    m_state->setObjectName(u"transcriptState"_s);
    m_state->setWordWrap(true);
    m_stateMore = new Label(TextStyle::Body, this);
    m_stateMore->setLevel(Label::Level::Second);
    m_stateMore->setWordWrap(true);
    m_view = new TranscriptView(this);
    m_editor = new TranscriptEditor(this);
    m_hint = new Label(TextStyle::Caption, this);
    m_hint->setObjectName(u"transcriptHint"_s);
    m_hint->setLevel(Label::Level::Second);
    m_hint->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::s, space::l, space::m);
    column->setSpacing(space::s);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(tools, 1);
    column->addLayout(head);
    column->addWidget(m_state);
    column->addWidget(m_stateMore);
    column->addWidget(m_view);
    column->addWidget(m_editor);
    column->addWidget(m_hint);
}

void TranscriptCard::show(const VoicemailRow &voicemail)
{
    if (voicemail.id != m_row.id)
        flush();
    m_row = voicemail;
    render();
}

void TranscriptCard::render()
{
    const TranscriptWords words = transcriptWords(m_row);
    const bool hasText = !words.text.isEmpty();
    const bool isEdited = !m_editor->isHidden();
    m_state->setText(words.state);
    m_state->setTone(words.tone == Tone::Neutral ? std::nullopt : std::optional(words.tone));
    m_state->setVisible(!hasText && !isEdited);
    m_stateMore->setText(words.more);
    m_stateMore->setVisible(!hasText && !isEdited && !words.more.isEmpty());
    m_view->setVisible(hasText && !isEdited);
    m_copy->setVisible(hasText && !isEdited);
    m_follow->setVisible(hasText && !isEdited);
    m_edit->setVisible(!isEdited && m_row.transcript != TranscriptState::Pending);
    m_edit->setText(hasText ? tr("Correct") : tr("Write it down"));
    m_edit->setAccessibleName(hasText ? tr("Correct the transcript") : tr("Write the transcript down"));
    timeSentences();
}

void TranscriptCard::timeSentences()
{
    const QString text = transcriptWords(m_row).text;
    m_sentences = timedSentences(text, m_player.duration(), m_player.silences(), m_player.rate());
    m_view->setTranscript(text, m_sentences);
    QStringList hints;
    if (m_row.corrected)
        hints.append(m_row.twilioText.isEmpty() ? tr("Written here.") : tr("Corrected here; Twilio\u2019s own words are kept."));
    if (!m_sentences.isEmpty())
        hints.append(tr("Click a sentence to hear it. Its place is approximate."));
    m_hint->setText(hints.join(u' '));
    m_hint->setVisible(!hints.isEmpty() && m_editor->isHidden());
    setSearch(m_search);
    follow();
}

void TranscriptCard::setSearch(const QString &search)
{
    m_search = search;
    const auto hits = hitsIn(transcriptWords(m_row).text, search);
    m_view->setHits(hits);
    QList<double> marks;
    const double whole = double(m_player.duration().count());
    for (const auto &[begin, length] : hits) {
        const int sentence = sentenceOf(m_sentences, begin);
        if (sentence < 0 || whole <= 0)
            continue;
        const TimedSentence &said = m_sentences[sentence];
        const double into = double(begin - said.begin) / double(said.length);
        marks.push_back((double(said.from.count()) + into * double((said.to - said.from).count())) / whole);
    }
    m_player.setMarks(marks);
}

void TranscriptCard::follow()
{
    const bool follows = m_hub.taste().followsAlong && (m_player.isPlaying() || m_player.position().count() > 0);
    m_view->setCurrentSentence(follows ? sentenceAt(m_sentences, m_player.position()) : -1);
}

bool TranscriptCard::copy()
{
    const QString text = transcriptWords(m_row).text;
    if (text.isEmpty())
        return false;
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied();
    return true;
}

void TranscriptCard::edit(const QString &typed)
{
    if (m_row.id == 0 || !m_editor->isHidden() || m_row.transcript == TranscriptState::Pending)
        return;
    m_editor->begin(transcriptWords(m_row).text, m_row.corrected && !m_row.twilioText.isEmpty(), typed);
    render();
}

void TranscriptCard::flush()
{
    m_editor->flush();
}

} // namespace milassist
