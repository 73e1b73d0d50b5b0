// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/addressform.h"

#include "core/base/whendone.h"
#include "core/numbers/numberorder.h"
#include "ui/panels/numbers/numberwords.h"
#include "ui/panels/parts/captioned.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

AddressForm::AddressForm(const NumberServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"addressForm"_s);
    build();
    connect(m_known, &QComboBox::currentIndexChanged, this, &AddressForm::render);
    connect(m_notice, &Notice::actionChosen, this, &AddressForm::read);
    connect(m_use, &QPushButton::clicked, this, &AddressForm::use);
    connect(m_leaveOut, &QPushButton::clicked, this, &AddressForm::leftOut);
}

void AddressForm::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    m_rule = new Label(TextStyle::Body, this);
    m_rule->setObjectName(u"addressRule"_s);
    m_rule->setWordWrap(true);
    column->addWidget(m_rule);
    m_notice = new Notice(this);
    m_notice->setObjectName(u"addressNotice"_s);
    column->addWidget(m_notice);
    m_known = new QComboBox(this);
    m_known->setObjectName(u"knownAddress"_s);
    m_known->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_known->setMinimumContentsLength(24);
    m_knownGroup = captioned(tr("Address"), m_known, this);
    column->addWidget(m_knownGroup);

    m_fields = new QWidget(this);
    auto *flow = new FlowLayout(m_fields, space::m);
    flow->addWidget(addField(u"customer_name"_s, tr("Business or person"), 34).group);
    flow->addWidget(addField(u"street"_s, tr("Street and number"), 34).group);
    flow->addWidget(addField(u"street_secondary"_s, tr("Flat or floor, if any"), 20).group);
    flow->addWidget(addField(u"postal_code"_s, tr("Postal code"), 14).group);
    flow->addWidget(addField(u"city"_s, tr("Town"), 24).group);
    flow->addWidget(addField(u"region"_s, tr("State or region"), 20).group);
    m_country = new QComboBox(m_fields);
    m_country->setObjectName(u"addressCountry"_s);
    for (const auto &[code, name] : sellingCountries(m_services.lines.home()))
        m_country->addItem(name, code);
    flow->addWidget(captioned(tr("Country"), m_country, m_fields));
    for (int i = 0; i < flow->count(); ++i)
        flow->itemAt(i)->setAlignment(Qt::AlignTop); // a hint under one field moves none of its neighbours
    column->addWidget(m_fields);

    auto *buttons = new QWidget(this);
    auto *row = new FlowLayout(buttons, space::s);
    m_use = new QPushButton(icon(u"cart"_s), tr("Use this address and buy"), buttons);
    m_use->setObjectName(u"useAddressButton"_s);
    m_use->setAccessibleName(m_use->text());
    setButtonKind(m_use, ButtonKind::Primary);
    m_leaveOut = new QPushButton(tr("Do without these numbers"), buttons);
    m_leaveOut->setObjectName(u"leaveOutButton"_s);
    m_leaveOut->setAccessibleName(tr("Do without the numbers that want an address"));
    row->addWidget(m_use);
    row->addWidget(m_leaveOut);
    column->addWidget(buttons);
}

AddressForm::Field AddressForm::addField(const QString &twilio, const QString &caption, int letters)
{
    auto *edit = new QLineEdit(m_fields);
    edit->setObjectName(u"address_"_s + twilio);
    edit->setMinimumWidth(fontMetrics().averageCharWidth() * letters);
    Field field{.group = captioned(caption, edit, m_fields), .edit = edit, .hint = new Label(tr("Twilio wants this."), TextStyle::Caption, m_fields)};
    field.hint->setTone(Tone::Danger);
    field.hint->hide();
    field.group->layout()->addWidget(field.hint);
    connect(edit, &QLineEdit::textChanged, field.hint, &QWidget::hide);
    connect(edit, &QLineEdit::returnPressed, this, &AddressForm::use);
    m_byName.insert(twilio, field);
    return field;
}

void AddressForm::ask(const AvailableNumber &number, const Error &refusal)
{
    if (m_number.phoneNumber != number.phoneNumber) {
        const int country = m_country->findData(number.isoCountry);
        m_country->setCurrentIndex(number.addressRequirements == "local"_L1 ? std::max(0, country) : 0);
    }
    m_number = number;
    m_saving = false;
    m_rule->setText(addressRule(number));
    m_notice->clear();
    if (const ErrorText text = errorText(refusal); refusal.twilioCode > 0)
        m_notice->tell(Tone::Warning, text.title, text.whatToDo, {}, text.code);
    read();
}

void AddressForm::takeFocus()
{
    if (m_knownGroup->isVisible())
        m_known->setFocus();
    else
        m_byName.value(u"customer_name"_s).edit->setFocus();
}

void AddressForm::read()
{
    if (m_failed)
        m_notice->clear();
    m_loading = true;
    m_failed = false;
    render();
    whenDone(m_services.addresses(), this, [this, asked = ++m_asked](const Result<QList<Address>> &known) {
        if (asked != m_asked)
            return;
        m_loading = false;
        m_failed = !known;
        if (!known)
            m_notice->tell(known.error(), tr("Ask again"));
        fill(known.value_or(QList<Address>()));
    });
}

void AddressForm::fill(const QList<Address> &known)
{
    const QString chosen = m_known->currentData().toString();
    m_known->clear();
    for (const Address &address : known) {
        if (suits(address.data, m_number))
            m_known->addItem(addressLine(address.data), address.sid.text());
    }
    m_known->addItem(tr("A new address"), QString());
    m_known->setCurrentIndex(chosen.isEmpty() ? 0 : std::max(0, m_known->findData(chosen)));
    render();
}

AddressData AddressForm::data() const
{
    const auto text = [this](const char *name) { return m_byName.value(QString::fromLatin1(name)).edit->text().simplified(); };
    return {.friendlyName = {},
            .customerName = text("customer_name"),
            .street = text("street"),
            .streetSecondary = text("street_secondary"),
            .city = text("city"),
            .region = text("region"),
            .postalCode = text("postal_code"),
            .isoCountry = m_country->currentData().toString()};
}

void AddressForm::use()
{
    if (m_saving || m_loading)
        return;
    if (const auto known = AddressSid::parse(m_known->currentData().toString())) {
        Q_EMIT chosen(*known);
        return;
    }
    const AddressData wanted = data();
    const QStringList missing = missingFields(wanted);
    for (const auto &[name, field] : m_byName.asKeyValueRange())
        field.hint->setVisible(missing.contains(name));
    if (!missing.isEmpty()) {
        m_byName.value(missing.first()).edit->setFocus();
        return;
    }
    if (!suits(wanted, m_number))
        return m_notice->tell(Tone::Warning, tr("This address will not do."), addressRule(m_number));
    m_saving = true;
    m_notice->clear();
    render();
    whenDone(m_services.createAddress(wanted), this, [this, asked = m_asked](const Result<Address> &created) {
        if (asked != m_asked)
            return;
        m_saving = false;
        render();
        if (created)
            Q_EMIT chosen(created->sid);
        else
            m_notice->tell(created.error());
    });
}

void AddressForm::render()
{
    const bool isNew = m_known->currentData().toString().isEmpty();
    m_knownGroup->setVisible(m_known->count() > 1);
    m_fields->setVisible(isNew && !m_loading);
    m_fields->setEnabled(!m_saving);
    m_known->setEnabled(!m_saving);
    m_use->setEnabled(!m_loading && !m_saving);
    m_use->setText(m_loading ? tr("Asking Twilio for your addresses") : m_saving ? tr("Saving the address") : tr("Use this address and buy"));
}

} // namespace milassist
