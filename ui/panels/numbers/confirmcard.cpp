// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/confirmcard.h"

#include "core/domain/phoneformat.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/widgets/deskstyle.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

ConfirmCard::ConfirmCard(const NumberServices &services, QWidget *parent) : Card(parent), m_services(services)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::m, space::l, space::m);
    column->setSpacing(space::s);
    m_title = new Label(TextStyle::Heading, this);
    m_title->setObjectName(u"confirmTitle"_s);
    m_title->setWordWrap(true);
    m_text = new Label(TextStyle::Body, this);
    m_text->setObjectName(u"confirmText"_s);
    m_text->setLevel(Label::Level::Second);
    m_text->setWordWrap(true);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"newNumberName"_s);
    m_name->setAccessibleName(tr("Name for the new number"));
    m_name->setPlaceholderText(tr("Name, for example Boston office"));
    m_name->setMaxLength(64);
    m_like = new QComboBox(this);
    m_like->setObjectName(u"setUpLike"_s);
    m_like->setAccessibleName(tr("Set it up like another number"));
    m_buy = new QPushButton(icon(u"cart"_s), QString(), this);
    m_buy->setObjectName(u"buyButton"_s);
    setButtonKind(m_buy, ButtonKind::Primary);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(m_name, 1);
    row->addWidget(m_like, 1);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(row);
    column->addWidget(m_buy, 0, Qt::AlignLeft);
    connect(m_buy, &QPushButton::clicked, this, [this] { Q_EMIT buyWanted(config()); });
}

void ConfirmCard::setOwned(const QList<NumberRow> &owned)
{
    m_owned = owned;
    const QString chosen = m_like->currentData().toString();
    m_like->clear();
    m_like->addItem(tr("Point it nowhere yet"), QString());
    for (const NumberRow &row : owned)
        m_like->addItem(tr("Set up like %1").arg(m_services.lines.nameOf(row.number.phoneNumber)), row.number.sid.text());
    m_like->setCurrentIndex(std::max(0, m_like->findData(chosen)));
}

void ConfirmCard::clearName()
{
    m_name->clear();
}

NumberConfig ConfirmCard::config() const
{
    NumberConfig config;
    for (const NumberRow &row : m_owned) {
        if (row.number.sid.text() == m_like->currentData().toString())
            config = row.number.config;
    }
    config.friendlyName = m_name->isHidden() ? QString() : m_name->text().simplified();
    return config;
}

void ConfirmCard::show(const QList<AvailableNumber> &offers, NumberType type, const std::optional<Money> &price, bool buying)
{
    parentWidget()->setVisible(!offers.isEmpty());
    if (offers.isEmpty())
        return;
    const QString home = m_services.lines.home();
    QStringList numbers;
    for (const AvailableNumber &offer : offers)
        numbers.append(displayForm(offer.phoneNumber, home));
    const QString place = offers.size() == 1 ? placeOfOffer(offers.first()) : QString();
    m_title->setText(place.isEmpty() ? numbers.join(u"  \u00b7  "_s) : u"%1  \u00b7  %2"_s.arg(numbers.first(), place));
    m_text->setText(beforeBuying(offers, type, price));
    m_buy->setText(buying ? tr("Buying") : buyButtonText(int(offers.size()), price));
    m_buy->setAccessibleName(m_buy->text());
    m_name->setVisible(offers.size() == 1); // several numbers do not share a name
    for (QWidget *part : {static_cast<QWidget *>(m_buy), static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_like)})
        part->setEnabled(!buying);
}

} // namespace milassist
