// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/numberpane.h"

#include "core/base/whendone.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/numbers/configform.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/panels/parts/captioned.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QVBoxLayout *insideOf(Card *card)
{
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::l, space::m, space::l, space::l);
    column->setSpacing(space::s);
    return column;
}

} // namespace

NumberPane::NumberPane(const NumberServices &services, QWidget *parent) : DetailPane(parent), m_services(services)
{
    setObjectName(u"numberPane"_s);
    buildHead();
    auto *formCard = new Card(widget());
    auto *formColumn = insideOf(formCard);
    formColumn->addWidget(new Label(tr("Configuration"), TextStyle::Heading, formCard));
    m_form = new ConfigForm(formCard);
    formColumn->addWidget(m_form);
    buildPrevious();
    column()->addWidget(formCard);
    column()->addWidget(m_previousCard);
    buildRelease();
    column()->addStretch(1);
    connect(m_form, &ConfigForm::saveWanted, this, &NumberPane::configure);
}

void NumberPane::buildHead()
{
    m_name = new Label(TextStyle::Title, widget());
    m_name->setObjectName(u"numberTitle"_s);
    m_name->setWordWrap(true);
    m_note = new Label(TextStyle::Body, widget());
    m_note->setObjectName(u"numberNote"_s);
    m_note->setLevel(Label::Level::Second);
    m_note->setWordWrap(true);
    auto *head = new QVBoxLayout;
    head->setSpacing(space::hair);
    head->addWidget(m_name);
    head->addWidget(m_note);
    column()->addLayout(head);
    m_drift = new Notice(widget());
    m_drift->setObjectName(u"driftNotice"_s);
    column()->addWidget(m_drift);
    auto *card = new Card(widget());
    auto *cardColumn = insideOf(card);
    cardColumn->addWidget(new Label(tr("Where it points"), TextStyle::Heading, card));
    m_destinations = new QWidget(card);
    m_destinationColumn = new QVBoxLayout(m_destinations);
    m_destinationColumn->setContentsMargins(0, 0, 0, 0);
    m_destinationColumn->setSpacing(space::s);
    cardColumn->addWidget(m_destinations);
    m_serviceWords = new Label(TextStyle::Caption, card);
    m_serviceWords->setObjectName(u"serviceWords"_s);
    m_serviceWords->setLevel(Label::Level::Second);
    m_serviceWords->setWordWrap(true);
    cardColumn->addWidget(m_serviceWords);
    column()->addWidget(card);
}

void NumberPane::buildPrevious()
{
    m_previousCard = new Card(widget());
    auto *cardColumn = insideOf(m_previousCard);
    cardColumn->addWidget(new Label(tr("Before our last change"), TextStyle::Heading, m_previousCard));
    m_previousTitle = new Label(TextStyle::Caption, m_previousCard);
    m_previousTitle->setLevel(Label::Level::Second);
    cardColumn->addWidget(m_previousTitle);
    m_changes = new QWidget(m_previousCard);
    m_changeColumn = new QVBoxLayout(m_changes);
    m_changeColumn->setContentsMargins(0, 0, 0, 0);
    m_changeColumn->setSpacing(space::s);
    cardColumn->addWidget(m_changes);
    m_restore = new QPushButton(icon(u"restore"_s), tr("Put these back"), m_previousCard);
    m_restore->setObjectName(u"restoreConfigButton"_s);
    m_restore->setAccessibleName(tr("Put the previous values back"));
    cardColumn->addWidget(m_restore, 0, Qt::AlignLeft);
    connect(m_restore, &QPushButton::clicked, this, &NumberPane::restore);
}

void NumberPane::buildRelease()
{
    m_releaseOpen = new QPushButton(icon(u"trash"_s), tr("Give this number back..."), widget());
    m_releaseOpen->setObjectName(u"releaseOpenButton"_s);
    m_releaseOpen->setAccessibleName(tr("Give this number back to Twilio"));
    setButtonKind(m_releaseOpen, ButtonKind::Quiet);
    column()->addWidget(m_releaseOpen, 0, Qt::AlignLeft);
    m_releaseCard = new Card(widget());
    auto *cardColumn = insideOf(m_releaseCard);
    cardColumn->addWidget(new Label(tr("Give this number back"), TextStyle::Heading, m_releaseCard));
    m_releaseText = new Label(TextStyle::Body, m_releaseCard);
    m_releaseText->setObjectName(u"releaseText"_s);
    m_releaseText->setWordWrap(true);
    cardColumn->addWidget(m_releaseText);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    m_digits = new QLineEdit(m_releaseCard);
    m_digits->setObjectName(u"releaseDigits"_s);
    m_digits->setAccessibleName(tr("Last four digits of the number"));
    m_digits->setPlaceholderText(tr("Last four digits"));
    m_digits->setMaxLength(4);
    m_digits->setMaximumWidth(fontMetrics().averageCharWidth() * 24);
    m_release = new QPushButton(tr("Give it back"), m_releaseCard);
    m_release->setObjectName(u"releaseButton"_s);
    m_release->setAccessibleName(tr("Give the number back for good"));
    setButtonKind(m_release, ButtonKind::Danger);
    auto *keep = new QPushButton(tr("Keep it"), m_releaseCard);
    keep->setObjectName(u"keepNumberButton"_s);
    keep->setAccessibleName(tr("Keep the number"));
    row->addWidget(m_digits);
    row->addWidget(m_release);
    row->addWidget(keep);
    row->addStretch(1);
    cardColumn->addLayout(row);
    m_releaseNotice = new Notice(m_releaseCard);
    m_releaseNotice->setObjectName(u"releaseNotice"_s);
    cardColumn->addWidget(m_releaseNotice);
    column()->addWidget(m_releaseCard);
    m_releaseCard->hide();
    connect(m_releaseOpen, &QPushButton::clicked, this, [this] {
        m_releaseCard->show();
        m_releaseOpen->hide();
        m_digits->clear();
        m_digits->setFocus();
        QMetaObject::invokeMethod(
            this, [this] { ensureWidgetVisible(m_releaseCard); }, Qt::QueuedConnection);
    });
    connect(keep, &QPushButton::clicked, this, [this] {
        m_releaseCard->hide();
        m_releaseOpen->show();
    });
    connect(m_digits, &QLineEdit::textChanged, this, &NumberPane::render);
    connect(m_release, &QPushButton::clicked, this, &NumberPane::release);
}

void NumberPane::show(const NumberRow &row)
{
    if (row.number.sid != m_row.number.sid) {
        m_releaseCard->hide();
        m_releaseOpen->show();
        m_releaseNotice->clear();
        m_digits->clear();
        verticalScrollBar()->setValue(0);
    }
    m_row = row;
    m_form->show(row.number.sid, row.number.config);
    askForService();
    renderDestinations();
    renderPrevious();
    render();
}

void NumberPane::askForService()
{
    if (m_serviceOf == sid())
        return;
    m_serviceOf = sid();
    m_service.reset();
    const Capabilities &can = m_row.number.capabilities;
    const bool texts = can.sms || can.mms;
    m_serviceWords->setVisible(texts);
    m_serviceWords->setText(tr("Asking Twilio whether a Messaging Service decides where texts go."));
    if (!texts)
        return;
    whenDone(m_services.serviceOf(sid()), this, [this, asked = sid()](const Result<std::optional<MessagingService>> &found) {
        if (asked != sid())
            return;
        m_serviceWords->setVisible(!found);
        if (!found) {
            m_serviceOf = {}; // the next look asks again
            const ErrorText error = errorText(found.error());
            m_serviceWords->setText(tr("Not known whether a Messaging Service decides where texts go instead: %1").arg(error.title));
            return;
        }
        m_service = *found;
        renderDestinations();
    });
}

QWidget *NumberPane::destinationRow(const QString &caption, const Destination &destination)
{
    auto *holder = new QWidget(m_destinations);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::m);
    row->addWidget(new IconLabel(destination.icon, destination.tone, holder), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *line = new Label(tr("%1: %2", "Calls: Webhook at phone.example.org").arg(caption, destination.words),
                           TextStyle::BodyStrong, holder);
    line->setWordWrap(true);
    if (destination.tone != Tone::Neutral)
        line->setTone(destination.tone);
    words->addWidget(line);
    if (!destination.note.isEmpty()) {
        auto *note = new Label(destination.note, TextStyle::Caption, holder);
        note->setLevel(Label::Level::Second);
        note->setWordWrap(true);
        words->addWidget(note);
    }
    row->addLayout(words, 1);
    return holder;
}

void NumberPane::renderDestinations()
{
    qDeleteAll(m_destinations->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    const NumberConfig &config = m_row.number.config;
    if (m_row.number.capabilities.voice)
        m_destinationColumn->addWidget(destinationRow(tr("Calls"), callDestination(config)));
    if (m_row.number.capabilities.sms || m_row.number.capabilities.mms)
        m_destinationColumn->addWidget(destinationRow(tr("Texts"), textDestination(config, m_service)));
    for (QWidget *row : m_destinations->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        row->show();
    QStringList drifted;
    for (const QString &field : m_row.drifted)
        drifted.append(configFieldName(field));
    if (drifted.isEmpty())
        m_drift->clear();
    else
        m_drift->tell(Tone::Warning, tr("Somebody changed this number elsewhere since our last change."),
                      tr("Different now: %1.").arg(drifted.join(u", "_s)));
}

void NumberPane::renderPrevious()
{
    qDeleteAll(m_changes->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    const auto changes = m_row.previous ? configChanges(*m_row.previous, m_row.number.config) : QList<ConfigChange>();
    m_previousCard->setVisible(!changes.isEmpty());
    m_previousTitle->setText(tr("Changed %1").arg(longTime(m_row.configuredAt, m_services.clock())));
    for (const ConfigChange &change : changes) {
        auto *holder = new QWidget(m_changes);
        auto *words = new QVBoxLayout(holder);
        words->setContentsMargins(0, 0, 0, 0);
        words->setSpacing(0);
        auto *field = new Label(change.field, TextStyle::Caption, holder);
        field->setLevel(Label::Level::Second);
        auto *before = new Label(change.before.isEmpty() ? tr("empty") : change.before, TextStyle::Body, holder);
        before->setTextInteractionFlags(Qt::TextSelectableByMouse);
        before->setElided(true);
        words->addWidget(field);
        words->addWidget(before);
        m_changeColumn->addWidget(holder);
        holder->show();
    }
}

void NumberPane::render()
{
    const Party &number = m_row.number.phoneNumber;
    const QString home = m_services.lines.home();
    const QString shown = displayForm(number, home);
    const QString name = m_services.lines.nameOf(number);
    QStringList notes;
    if (name != shown)
        notes.append(shown);
    if (const auto e164 = number.number()) {
        if (const QString place = placeOf(*e164, home); !place.isEmpty())
            notes.append(place);
    }
    notes.append(capabilityWords(m_row.number.capabilities).join(u", "_s));
    if (m_row.number.createdAt.isValid())
        notes.append(
            tr("ours since %1").arg(QLocale().toString(m_row.number.createdAt.toLocalTime().date(), QLocale::ShortFormat)));
    notes.removeAll(QString());
    m_name->setText(name);
    m_note->setText(notes.join(u"  \u00b7  "_s));
    QString text = tr("Callers and texters will reach nobody here, and Twilio may give the number to somebody else. It cannot "
                      "always be had back.");
    if (m_row.texts > 0)
        text += u' ' + tr("%n conversation(s) use it; they stay readable.", nullptr, m_row.texts);
    m_releaseText->setText(text + u' ' + tr("Type the last four digits of %1 to give it back.").arg(shown));
    m_form->setBusy(m_busy);
    m_restore->setEnabled(!m_busy);
    m_release->setEnabled(!m_busy && m_digits->text().size() == 4 && number.text().endsWith(m_digits->text()));
}

void NumberPane::configure(const NumberConfig &wanted)
{
    change(m_services.configure(sid(), wanted), tr("Saved at Twilio. The values before are kept below."));
}

void NumberPane::restore()
{
    change(m_services.restore(sid()), tr("The values from before are back."));
}

void NumberPane::change(QFuture<Result<QStringList>> change, const QString &done)
{
    m_busy = true;
    render();
    whenDone(std::move(change), this, [this, done, sid = sid()](const Result<QStringList> &outcome) {
        m_busy = false;
        render();
        if (sid != m_row.number.sid)
            return;
        if (!outcome)
            return m_form->tellProblem(outcome.error());
        QStringList kept;
        for (const QString &field : *outcome)
            kept.append(configFieldName(field));
        if (kept.isEmpty())
            m_form->tellDone(done);
        else
            m_form->tellPart(tr("Twilio kept some of it otherwise: %1.").arg(kept.join(u", "_s)));
    });
}

void NumberPane::release()
{
    m_busy = true;
    render();
    const QString number = displayForm(m_row.number.phoneNumber, m_services.lines.home());
    whenDone(m_services.release(sid(), m_digits->text()), this, [this, number](const Result<> &done) {
        m_busy = false;
        render();
        if (done)
            Q_EMIT released(number);
        else
            m_releaseNotice->tell(done.error());
    });
}

} // namespace milassist
