// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/numbers/configform.h"

#include "ui/panels/numbers/numberwords.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

ConfigForm::ConfigForm(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"configForm"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::m);
    auto *caption = new Label(tr("Name"), TextStyle::Caption, this);
    caption->setLevel(Label::Level::Second);
    m_name = new QLineEdit(this);
    m_name->setObjectName(u"numberName"_s);
    m_name->setAccessibleName(tr("Name of the number"));
    m_name->setMaxLength(64); // Twilio's limit
    caption->setBuddy(m_name);
    auto *nameGroup = new QVBoxLayout;
    nameGroup->setSpacing(space::xs);
    nameGroup->addWidget(caption);
    nameGroup->addWidget(m_name);
    column->addLayout(nameGroup);
    m_voice = addUrl(column, u"voiceUrl"_s, tr("Calls go to"));
    m_voiceFallback = addUrl(column, u"voiceFallbackUrl"_s, tr("If that fails, calls go to"));
    m_sms = addUrl(column, u"smsUrl"_s, tr("Texts go to"));
    m_smsFallback = addUrl(column, u"smsFallbackUrl"_s, tr("If that fails, texts go to"));
    m_status = addUrl(column, u"statusUrl"_s, tr("Call states go to"));
    m_notice = new Notice(this);
    m_notice->setObjectName(u"configNotice"_s);
    column->addWidget(m_notice);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    m_save = new QPushButton(tr("Save changes"), this);
    m_save->setObjectName(u"saveConfigButton"_s);
    m_save->setAccessibleName(tr("Save changes"));
    setButtonKind(m_save, ButtonKind::Primary);
    m_discard = new QPushButton(tr("Discard"), this);
    m_discard->setObjectName(u"discardConfigButton"_s);
    m_discard->setAccessibleName(tr("Discard the changes"));
    buttons->addWidget(m_save);
    buttons->addWidget(m_discard);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &ConfigForm::render);
    connect(m_save, &QPushButton::clicked, this, &ConfigForm::save);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_notice->clear();
        fill(m_before);
    });
    render();
}

ConfigForm::Url ConfigForm::addUrl(QVBoxLayout *column, const QString &name, const QString &caption)
{
    Url url{new QLineEdit(this), new QComboBox(this), new Label(TextStyle::Caption, this)};
    auto *label = new Label(caption, TextStyle::Caption, this);
    label->setLevel(Label::Level::Second);
    label->setBuddy(url.edit);
    url.edit->setObjectName(name);
    url.edit->setAccessibleName(caption);
    url.edit->setPlaceholderText(tr("Nowhere", "placeholder of an empty webhook"));
    url.edit->setMaxLength(2000);
    url.method->setObjectName(name + u"Method"_s);
    url.method->setAccessibleName(tr("%1: method").arg(caption));
    url.method->addItems({u"POST"_s, u"GET"_s});
    url.hint->setTone(Tone::Warning);
    url.hint->setWordWrap(true);
    url.hint->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::s);
    row->addWidget(url.edit, 1);
    row->addWidget(url.method);
    auto *group = new QVBoxLayout;
    group->setSpacing(space::xs);
    group->addWidget(label);
    group->addLayout(row);
    group->addWidget(url.hint);
    column->addLayout(group);
    connect(url.edit, &QLineEdit::textChanged, this, [this, hint = url.hint] {
        hint->hide();
        render();
    });
    connect(url.edit, &QLineEdit::editingFinished, this, [url] {
        const QString problem = urlProblem(url.edit->text());
        url.hint->setText(problem);
        url.hint->setVisible(!problem.isEmpty());
    });
    connect(url.edit, &QLineEdit::returnPressed, this, &ConfigForm::save);
    connect(url.method, &QComboBox::currentIndexChanged, this, &ConfigForm::render);
    return url;
}

void ConfigForm::fill(const NumberConfig &config)
{
    m_filling = true;
    m_name->setText(config.friendlyName);
    const auto put = [](const Url &url, const QString &address, const QString &method) {
        url.edit->setText(address);
        url.edit->setCursorPosition(0);
        url.method->setCurrentText(method.isEmpty() ? u"POST"_s : method.toUpper());
        url.hint->hide();
    };
    put(m_voice, config.voiceUrl, config.voiceMethod);
    put(m_voiceFallback, config.voiceFallbackUrl, config.voiceFallbackMethod);
    put(m_sms, config.smsUrl, config.smsMethod);
    put(m_smsFallback, config.smsFallbackUrl, config.smsFallbackMethod);
    put(m_status, config.statusCallback, config.statusCallbackMethod);
    m_filling = false;
    render();
}

void ConfigForm::show(const PhoneNumberSid &sid, const NumberConfig &config)
{
    const bool keepEdits = sid == m_sid && isChanged();
    if (sid != m_sid)
        m_notice->clear();
    m_sid = sid;
    m_before = config;
    if (!keepEdits)
        fill(config);
    render();
}

NumberConfig ConfigForm::config() const
{
    NumberConfig config = m_before;
    config.friendlyName = m_name->text().trimmed();
    // A method that Twilio left empty means POST; saying so would be no change.
    const auto take = [](const Url &url, QString &address, QString &method) {
        address = url.edit->text().trimmed();
        const QString chosen = url.method->currentText();
        if (!(method.isEmpty() && chosen == "POST"_L1))
            method = chosen;
    };
    take(m_voice, config.voiceUrl, config.voiceMethod);
    take(m_voiceFallback, config.voiceFallbackUrl, config.voiceFallbackMethod);
    take(m_sms, config.smsUrl, config.smsMethod);
    take(m_smsFallback, config.smsFallbackUrl, config.smsFallbackMethod);
    take(m_status, config.statusCallback, config.statusCallbackMethod);
    return config;
}

bool ConfigForm::isChanged() const
{
    return config() != m_before;
}

void ConfigForm::setBusy(bool busy)
{
    m_busy = busy;
    render();
}

void ConfigForm::tellProblem(const Error &error)
{
    m_notice->tell(error);
}

void ConfigForm::tellDone(const QString &text)
{
    m_notice->tell(Tone::Good, text);
}

void ConfigForm::tellPart(const QString &text)
{
    m_notice->tell(Tone::Warning, text, tr("What the fields show is how it is now."));
}

void ConfigForm::render()
{
    if (m_filling)
        return;
    m_save->setEnabled(!m_busy && isChanged());
    m_discard->setEnabled(!m_busy && isChanged());
    m_save->setText(m_busy ? tr("Saving") : tr("Save changes"));
}

void ConfigForm::save()
{
    if (m_busy || !isChanged())
        return;
    for (const Url &url : {m_voice, m_voiceFallback, m_sms, m_smsFallback, m_status}) {
        const QString problem = urlProblem(url.edit->text());
        url.hint->setText(problem);
        url.hint->setVisible(!problem.isEmpty());
        if (!problem.isEmpty())
            return url.edit->setFocus();
    }
    m_notice->clear();
    Q_EMIT saveWanted(config());
}

} // namespace milassist
