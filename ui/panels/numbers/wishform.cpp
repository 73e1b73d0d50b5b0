// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/wishform.h"

#include "ui/panels/numbers/numberwords.h"
#include "ui/panels/parts/captioned.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

WishForm::WishForm(const QString &home, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"wishForm"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    auto *fields = new QWidget(this);
    auto *flow = new FlowLayout(fields, space::m);
    const int letter = fontMetrics().averageCharWidth();

    m_country = new QComboBox(fields);
    m_country->setObjectName(u"wishCountry"_s);
    for (const auto &[code, name] : sellingCountries(home))
        m_country->addItem(name, code);
    m_type = new QComboBox(fields);
    m_type->setObjectName(u"wishType"_s);
    m_type->addItem(tr("Local"), int(NumberType::Local));
    m_type->addItem(tr("Mobile"), int(NumberType::Mobile));
    m_type->addItem(tr("Toll-free"), int(NumberType::TollFree));
    m_areaCode = new QLineEdit(fields);
    m_areaCode->setObjectName(u"wishAreaCode"_s);
    m_areaCode->setPlaceholderText(tr("any"));
    m_areaCode->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[2-9]\\d{0,2}"_s), m_areaCode));
    m_areaCode->setFixedWidth(letter * 12);
    m_contains = new QLineEdit(fields);
    m_contains->setObjectName(u"wishContains"_s);
    m_contains->setPlaceholderText(tr("digits, letters, *"));
    m_contains->setToolTip(tr("* stands for any one digit or letter"));
    m_contains->setMaxLength(16);
    m_contains->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9A-Za-z*%+$]*"_s), m_contains));
    m_contains->setMinimumWidth(letter * 26);
    m_place = new QLineEdit(fields);
    m_place->setObjectName(u"wishPlace"_s);
    m_place->setPlaceholderText(tr("any"));
    m_place->setMaxLength(60);
    m_place->setMinimumWidth(letter * 18);
    m_areaGroup = captioned(tr("Area code"), m_areaCode, fields);
    m_placeGroup = captioned(tr("Town"), m_place, fields);
    flow->addWidget(captioned(tr("Country"), m_country, fields));
    flow->addWidget(captioned(tr("Type"), m_type, fields));
    flow->addWidget(m_areaGroup);
    flow->addWidget(m_placeGroup);
    flow->addWidget(captioned(tr("Contains"), m_contains, fields));
    column->addWidget(fields);

    auto *needs = new QWidget(this);
    auto *needsFlow = new FlowLayout(needs, space::l);
    const auto need = [needs, needsFlow](const QString &name, const QString &text, bool on) {
        auto *box = new QCheckBox(text, needs);
        box->setObjectName(name);
        box->setAccessibleName(text);
        box->setChecked(on);
        needsFlow->addWidget(box);
        return box;
    };
    m_voice = need(u"wishVoice"_s, tr("Can call"), true);
    m_sms = need(u"wishSms"_s, tr("Can text"), true);
    m_mms = need(u"wishMms"_s, tr("Can send pictures"), false);
    m_withoutAddress = need(u"wishWithoutAddress"_s, tr("No address papers"), false);
    column->addWidget(needs);
    m_search = new QPushButton(icon(u"search"_s), tr("Search"), this);
    m_search->setObjectName(u"searchNumbersButton"_s);
    m_search->setAccessibleName(tr("Search numbers for sale"));
    column->addWidget(m_search, 0, Qt::AlignLeft);

    connect(m_country, &QComboBox::currentIndexChanged, this, &WishForm::render);
    const auto search = [this] {
        if (m_search->isEnabled())
            Q_EMIT searchWanted(wish());
    };
    connect(m_search, &QPushButton::clicked, this, search);
    for (QLineEdit *edit : {m_areaCode, m_place, m_contains})
        connect(edit, &QLineEdit::returnPressed, this, search);
    render();
}

NumberWish WishForm::wish() const
{
    const QString country = m_country->currentData().toString();
    const bool areas = hasAreaCodes(country);
    return {.country = country,
            .type = NumberType(m_type->currentData().toInt()),
            .areaCode = areas && m_areaCode->text().size() == 3 ? m_areaCode->text() : QString(),
            .contains = m_contains->text().size() >= 2 ? m_contains->text() : QString(), // Twilio's least
            .place = areas ? m_place->text().simplified() : QString(),
            .voice = m_voice->isChecked(),
            .sms = m_sms->isChecked(),
            .mms = m_mms->isChecked(),
            .withoutAddress = m_withoutAddress->isChecked()};
}

void WishForm::setWish(const NumberWish &wish)
{
    m_country->setCurrentIndex(std::max(0, m_country->findData(wish.country)));
    m_type->setCurrentIndex(std::max(0, m_type->findData(int(wish.type))));
    m_areaCode->setText(wish.areaCode);
    m_contains->setText(wish.contains);
    m_place->setText(wish.place);
    m_voice->setChecked(wish.voice);
    m_sms->setChecked(wish.sms);
    m_mms->setChecked(wish.mms);
    m_withoutAddress->setChecked(wish.withoutAddress);
}

void WishForm::setBusy(bool busy)
{
    m_search->setEnabled(!busy);
    m_search->setText(busy ? tr("Searching") : tr("Search"));
}

void WishForm::takeFocus()
{
    (m_areaGroup->isVisible() ? m_areaCode : m_contains)->setFocus();
}

void WishForm::render()
{
    const bool areas = hasAreaCodes(m_country->currentData().toString());
    m_areaGroup->setVisible(areas);
    m_placeGroup->setVisible(areas);
}

} // namespace milassist
