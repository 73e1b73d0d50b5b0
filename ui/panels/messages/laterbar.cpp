// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/laterbar.h"

#include "core/base/whendone.h"
#include "ui/panels/messages/laterform.h"
#include "ui/panels/messages/laterwords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

LaterBar::LaterBar(const MessageServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_notice(new Notice(this)), m_rows(new QWidget(this)), m_column(new QVBoxLayout(this)),
      m_rowColumn(new QVBoxLayout(m_rows))
{
    setObjectName(u"laterBar"_s);
    m_notice->setObjectName(u"laterNotice"_s);
    m_notice->setClosable(true);
    m_rows->setObjectName(u"laterRows"_s);
    m_rowColumn->setContentsMargins(0, 0, 0, 0);
    m_rowColumn->setSpacing(space::xs);
    m_column->setContentsMargins(space::l, space::s, space::l, 0);
    m_column->setSpacing(space::s);
    m_column->addWidget(m_notice);
    m_column->addWidget(m_rows);
    connect(m_notice, &Notice::actionChosen, this, &LaterBar::read);
    connect(m_notice, &Notice::closed, this, &LaterBar::render);
    if (m_services.later)
        connect(m_services.later, &TeamLater::changed, this, &LaterBar::read);
    hide();
}

void LaterBar::turnTo(const Party &line, const Party &peer)
{
    if (line == m_line && peer == m_peer && !peer.isEmpty())
        return read();
    m_line = line;
    m_peer = peer;
    m_texts.clear();
    m_showsAll = false;
    m_notice->clear();
    if (m_form)
        m_form->deleteLater();
    m_form = nullptr;
    showTexts();
    read();
}

void LaterBar::read()
{
    if (!m_services.later || m_peer.isEmpty())
        return;
    whenDone(m_services.later->list(), this, [this, wanted = ++m_generation](const Result<QList<LaterText>> &texts) {
        if (wanted != m_generation)
            return;
        if (!texts) {
            m_notice->tell(texts.error(), tr("Try again"));
            return render();
        }
        m_notice->clear();
        m_texts.clear();
        for (const LaterText &text : *texts) {
            if (text.line == m_line && text.peer == m_peer && isStillTold(text, m_services.clock()))
                m_texts << text;
        }
        showTexts();
    });
}

void LaterBar::showTexts()
{
    while (QLayoutItem *item = m_rowColumn->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be its own button that is clicked
        delete item;
    }
    constexpr qsizetype few = 3; // the conversation is what one has come for
    const bool isAll = m_showsAll || m_texts.size() <= few + 1;
    for (const LaterText &text : isAll ? m_texts : m_texts.first(few))
        m_rowColumn->addWidget(rowOf(text));
    if (!isAll)
        m_rowColumn->addWidget(restButton(), 0, Qt::AlignLeft);
    render();
}

QWidget *LaterBar::restButton()
{
    auto *button = new QPushButton(tr("Show all %n", "texts that wait", int(m_texts.size())), m_rows);
    button->setObjectName(u"allLaterButton"_s);
    setButtonKind(button, ButtonKind::Quiet);
    connect(button, &QPushButton::clicked, this, [this] {
        m_showsAll = true;
        showTexts();
    });
    return button;
}

QWidget *LaterBar::rowOf(const LaterText &text)
{
    auto *row = new QWidget(m_rows);
    auto *across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(space::s);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    const QString by = text.state.is(LaterState::Cancelled) ? text.why : text.author;
    auto *state = new Label(laterWords(text, m_services.colleague ? m_services.colleague(by) : QString(), m_services.clock()), TextStyle::Caption, row);
    state->setObjectName(u"laterState"_s);
    state->setWordWrap(true);
    if (text.isWaiting() || text.state.is(LaterState::Sending))
        state->setLevel(Label::Level::Second);
    else
        state->setTone(Tone::Warning);
    auto *body = new Label(text.body.isEmpty() ? tr("A picture") : text.body.simplified(), TextStyle::Body, row);
    body->setObjectName(u"laterBody"_s);
    body->setElided(true);
    words->addWidget(state);
    words->addWidget(body);
    across->addLayout(words, 1);
    if (text.isWaiting()) {
        const auto button = [&](const QString &name, const QString &label, const QString &spoken, auto then) {
            auto *made = new QPushButton(label, row);
            made->setObjectName(name);
            made->setAccessibleName(spoken.arg(text.body.simplified().left(60)));
            setButtonKind(made, ButtonKind::Quiet);
            connect(made, &QPushButton::clicked, this, then);
            across->addWidget(made, 0, Qt::AlignVCenter);
        };
        button(u"changeLaterButton"_s, tr("Change"), tr("Change the text that waits: %1"), [this, text] { open(text); });
        button(u"cancelLaterButton"_s, tr("Do not send"), tr("Do not send: %1"), [this, text] { cancel(text); });
    }
    return row;
}

void LaterBar::begin(const TextDraft &draft)
{
    open({.id = 0, .line = m_line, .peer = m_peer, .body = draft.body, .media = draft.media, .at = {}, .endsWithReply = false, .author = {}, .state = {}, .why = {}});
}

void LaterBar::open(const LaterText &text)
{
    if (m_form)
        m_form->deleteLater();
    m_form = new LaterForm(text, m_services.clock, this);
    m_column->addWidget(m_form);
    connect(m_form, &LaterForm::saveWanted, this, &LaterBar::save);
    connect(m_form, &LaterForm::cancelled, this, &LaterBar::leave);
    render();
    m_form->show();
    Q_EMIT writingChanged();
    m_form->takeFocus();
}

void LaterBar::save()
{
    m_form->setBusy(true);
    const LaterText text = m_form->text();
    const bool isNew = text.id == 0;
    whenDone(isNew ? m_services.later->add(text, m_form->quiet(), m_form->key()) : m_services.later->change(text, m_form->quiet()), m_form,
             [this, isNew, form = m_form](const Result<LaterText> &done) {
                 form->setBusy(false);
                 if (!done) {
                     form->tell(done.error());
                     return isNew ? void() : read(); // it may have gone out meanwhile
                 }
                 if (isNew)
                     Q_EMIT kept();
                 leave();
                 read();
             });
}

void LaterBar::cancel(const LaterText &text)
{
    whenDone(m_services.later->cancel(text.id), this, [this](const Result<LaterText> &done) {
        if (done)
            return read();
        m_notice->tell(done.error(), tr("Look again"));
        render();
    });
}

void LaterBar::leave()
{
    if (m_form)
        m_form->deleteLater();
    m_form = nullptr;
    render();
    Q_EMIT writingChanged();
}

void LaterBar::render()
{
    m_rows->setVisible(!m_texts.isEmpty() && !m_form); // one of them may be in the form
    m_column->setContentsMargins(space::l, space::s, space::l, m_form ? space::m : 0);
    setVisible(!m_peer.isEmpty() && (!m_texts.isEmpty() || m_form || m_notice->isTelling()));
}

} // namespace milassist
