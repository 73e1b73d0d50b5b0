// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/laterform.h"

#include "ui/panels/messages/laterwords.h"
#include "ui/panels/messages/numberzone.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/words/hourswords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QMap>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QUuid>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// Wide enough for what it says: Qt counts neither the margins nor the arrow of ours.
class InstantField : public QDateTimeEdit
{
public:
    using QDateTimeEdit::QDateTimeEdit;
    QSize sizeHint() const override { return QDateTimeEdit::sizeHint() + QSize(fontMetrics().horizontalAdvance(u"0000"_s), 0); }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

/// The next morning at nine.
QDateTime usualTime(const QDateTime &now)
{
    return QDateTime(now.toLocalTime().date().addDays(1), QTime(9, 0));
}

} // namespace

LaterForm::LaterForm(const LaterText &text, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_key(QUuid::createUuid().toString(QUuid::WithoutBraces)), m_text(text), m_clock(clock)
{
    setObjectName(u"laterForm"_s);
    build();
    fillZones();
    m_at->setDateTime(text.at.isValid() ? text.at.toLocalTime() : usualTime(clock()));
    m_endsWithReply->setChecked(text.endsWithReply);
    render();
}

void LaterForm::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    auto *title = new Label(m_text.id == 0 ? tr("Send this text later") : tr("Change the text that waits"), TextStyle::BodyStrong, this);
    column->addWidget(title);
    m_words = new QPlainTextEdit(m_text.body, this);
    m_words->setObjectName(u"laterText"_s);
    m_words->setAccessibleName(tr("Text that goes out later"));
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(4 * fontMetrics().lineSpacing());
    column->addWidget(m_words);
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields);
    m_at = new InstantField(fields);
    m_at->setObjectName(u"laterAt"_s);
    m_at->setAccessibleName(tr("When it goes out, by your clock"));
    m_at->setCalendarPopup(true);
    m_zone = new QComboBox(fields);
    m_zone->setObjectName(u"laterZone"_s);
    m_zone->setAccessibleName(tr("Their time zone"));
    flow->addWidget(m_at);
    flow->addWidget(m_zone);
    column->addWidget(fields);
    m_theirs = new Label(TextStyle::Caption, this);
    m_theirs->setObjectName(u"laterTheirs"_s);
    m_theirs->setLevel(Label::Level::Second);
    m_theirs->setWordWrap(true);
    column->addWidget(m_theirs);
    m_quiet = new QCheckBox(tr("Not in their night, 21:00 to 08:00"), this);
    m_quiet->setObjectName(u"laterQuiet"_s);
    m_quiet->setChecked(true);
    m_endsWithReply = new QCheckBox(tr("Not if they write before"), this);
    m_endsWithReply->setObjectName(u"laterUnlessReply"_s);
    column->addWidget(m_quiet);
    column->addWidget(m_endsWithReply);
    m_problem = new Notice(this);
    m_problem->setObjectName(u"laterProblem"_s);
    column->addWidget(m_problem);
    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons);
    m_save = new QPushButton(icon(u"clock"_s), m_text.id == 0 ? tr("Send later") : tr("Save"), buttons);
    m_save->setObjectName(u"keepLaterButton"_s);
    setButtonKind(m_save, ButtonKind::Primary);
    auto *cancel = new QPushButton(tr("Back"), buttons);
    cancel->setObjectName(u"leaveLaterButton"_s);
    row->addWidget(m_save);
    row->addWidget(cancel);
    column->addWidget(buttons);

    connect(m_words, &QPlainTextEdit::textChanged, this, &LaterForm::render);
    connect(m_at, &QDateTimeEdit::dateTimeChanged, this, &LaterForm::render);
    connect(m_zone, &QComboBox::currentIndexChanged, this, &LaterForm::render);
    connect(m_quiet, &QCheckBox::toggled, this, &LaterForm::render);
    connect(m_save, &QPushButton::clicked, this, &LaterForm::saveWanted);
    connect(cancel, &QPushButton::clicked, this, &LaterForm::cancelled);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &LaterForm::cancelled);
}

/// Where nothing tells, nothing is guessed: a wrong clock would write to them in their night.
void LaterForm::fillZones()
{
    const NumberZone zone = zoneOf(m_text.peer);
    const QByteArrayList all = zone.all.isEmpty() ? QByteArrayList{QTimeZone::systemTimeZoneId()} : zone.all;
    QMap<QString, QByteArray> named;
    for (const QByteArray &id : all) {
        const auto known = routing::Zone::parse(QString::fromLatin1(id));
        named.insert(known ? zoneWords(*known) : QString::fromLatin1(id), id);
    }
    m_zone->addItem(tr("Where are they?"), QByteArray());
    for (auto one = named.cbegin(); one != named.cend(); ++one)
        m_zone->addItem(one.key(), one.value());
    m_zone->setCurrentIndex(std::max(0, zone.likely.isEmpty() ? 0 : m_zone->findData(zone.likely)));
}

QTimeZone LaterForm::zone() const
{
    const QByteArray id = m_zone->currentData().toByteArray();
    return id.isEmpty() ? QTimeZone() : QTimeZone(id);
}

void LaterForm::render()
{
    const QDateTime at = m_at->dateTime().toUTC();
    const bool isPast = at <= m_clock();
    m_theirs->setText(isPast ? tr("That is over.") : zone().isValid() ? theirTime(at, zone(), m_quiet->isChecked(), m_clock()).words
                              : tr("Say where they are, and it does not reach them in their night."));
    m_quiet->setEnabled(zone().isValid());
    m_theirs->setTone(isPast ? std::optional(Tone::Warning) : std::nullopt);
    m_save->setEnabled(!m_isBusy && !isPast && (!m_words->toPlainText().trimmed().isEmpty() || !m_text.media.isEmpty()));
}

LaterText LaterForm::text() const
{
    LaterText text = m_text;
    text.body = m_words->toPlainText();
    text.at = m_at->dateTime().toUTC();
    text.endsWithReply = m_endsWithReply->isChecked();
    return text;
}

std::optional<QuietNight> LaterForm::quiet() const
{
    if (!m_quiet->isChecked() || !zone().isValid())
        return std::nullopt;
    return QuietNight{zone().id()};
}

void LaterForm::takeFocus()
{
    m_at->setFocus();
}

void LaterForm::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    render();
}

void LaterForm::tell(const Error &error)
{
    m_problem->tell(error);
}

} // namespace milassist
