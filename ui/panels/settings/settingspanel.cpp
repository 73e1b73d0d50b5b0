// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/settingspanel.h"

#include "ui/panels/settings/accountwords.h"
#include "ui/panels/settings/answercard.h"
#include "ui/panels/settings/outsidecard.h"
#include "ui/panels/settings/softphonecard.h"
#include "ui/panels/settings/soundform.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int settingsWidth = 720;

QPushButton *pushButton(const QString &name, const QString &words, QWidget *parent, ButtonKind kind = ButtonKind::Normal)
{
    auto *made = new QPushButton(words, parent);
    made->setObjectName(name);
    made->setAccessibleName(words);
    setButtonKind(made, kind);
    return made;
}

/// Chips of which one is chosen, like a switch with several places.
QWidget *choice(const QString &name, const QList<std::pair<int, QString>> &places, QButtonGroup *group, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::xs);
    for (const auto &[id, words] : places) {
        auto *chip = new Chip(words, box);
        chip->setObjectName(u"%1_%2"_s.arg(name).arg(id));
        group->addButton(chip, id);
        row->addWidget(chip);
    }
    return box;
}

} // namespace

SettingsPanel::SettingsPanel(Settings &settings, Theme &theme, QWidget *parent) : Panel(parent), m_settings(settings), m_theme(theme)
{
    setAccessibleName(tr("Settings"));
    setBackgroundRole(QPalette::Window);
    auto *content = new QWidget;
    content->setMaximumWidth(settingsWidth * std::max(16, fontMetrics().height()) / 16);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    m_column->setSpacing(space::l);
    m_column->addWidget(new Label(tr("Settings"), TextStyle::Title, content));
    auto *wide = new QWidget;
    auto *sides = new QHBoxLayout(wide);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->addStretch(1);
    sides->addWidget(content, 100);
    sides->addStretch(1);
    auto *scroll = m_scroll = new QScrollArea(this);
    scroll->setObjectName(u"settingsScroll"_s);
    scroll->setAccessibleName(tr("Settings"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(wide);
    scroll->viewport()->setAutoFillBackground(false);
    wide->setAutoFillBackground(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    buildAppearance();
    buildSoftphone();
    Card *heard = card(tr("Sound"));
    heard->layout()->addWidget(m_sound = new SoundForm(heard));
    connect(m_sound, &SoundForm::verdictTold, this, [this](QWidget *verdict) { m_scroll->ensureWidgetVisible(verdict, 0, space::l); }, Qt::QueuedConnection);
    buildAccount();
    buildAbout();
    m_column->addStretch(1);
}

Card *SettingsPanel::card(const QString &title)
{
    auto *made = new Card(m_column->parentWidget());
    auto *lines = new QVBoxLayout(made);
    lines->setContentsMargins(space::l, space::l, space::l, space::l);
    lines->setSpacing(space::m);
    lines->addWidget(new Label(title, TextStyle::Heading, made));
    m_column->addWidget(made);
    return made;
}

QWidget *SettingsPanel::line(const QString &name, const QString &help, QWidget *control)
{
    auto *box = new QWidget(control->parentWidget());
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new Label(name, TextStyle::Body, box));
    if (!help.isEmpty()) {
        auto *more = new Label(help, TextStyle::Caption, box);
        more->setLevel(Label::Level::Second);
        more->setWordWrap(true);
        words->addWidget(more);
    }
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::l);
    row->addLayout(words, 1);
    row->addWidget(control, 0, Qt::AlignRight | Qt::AlignVCenter);
    control->setParent(box);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(name);
    return box;
}

void SettingsPanel::buildAppearance()
{
    Card *box = card(tr("Appearance"));
    m_schemes = new QButtonGroup(this);
    m_densities = new QButtonGroup(this);
    box->layout()->addWidget(line(tr("Colours"), {},
                                  choice(u"scheme"_s, {{int(Scheme::System), tr("As the system")}, {int(Scheme::Light), tr("Light")}, {int(Scheme::Dark), tr("Dark")}},
                                         m_schemes, box)));
    box->layout()->addWidget(line(tr("Rows"), {},
                                  choice(u"density"_s, {{int(Density::Dense), tr("Dense")}, {int(Density::Comfortable), tr("Comfortable")}}, m_densities, box)));
    auto *sizes = new QWidget(box);
    m_textSize = new QSlider(Qt::Horizontal, sizes);
    m_textSize->setObjectName(u"textSize"_s);
    m_textSize->setAccessibleName(tr("Text size in per cent"));
    m_textSize->setRange(8, 20);
    m_textSize->setPageStep(2);
    m_textSize->setFixedWidth(160);
    m_textSizeWords = new Label(TextStyle::Body, sizes);
    auto *row = new QHBoxLayout(sizes);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_textSize);
    row->addWidget(m_textSizeWords);
    box->layout()->addWidget(line(tr("Text size"), tr("Also Ctrl and + or -"), sizes));
    auto *tray = new QCheckBox(box);
    tray->setObjectName(u"keepInTray"_s);
    tray->setChecked(m_settings.keepsInTray());
    box->layout()->addWidget(line(tr("Go on in the tray when the window is closed"), tr("Where the desktop has a tray."), tray));

    connect(m_schemes, &QButtonGroup::idClicked, this, [this](int id) {
        m_theme.setScheme(Scheme(id));
        m_settings.setScheme(id == int(Scheme::Dark) ? u"dark"_s : id == int(Scheme::Light) ? u"light"_s : u"system"_s);
    });
    connect(m_densities, &QButtonGroup::idClicked, this, [this](int id) {
        m_theme.setDensity(Density(id));
        m_settings.setComfortable(id == int(Density::Comfortable));
    });
    connect(m_textSize, &QSlider::valueChanged, this, [this](int tenths) { m_textSizeWords->setText(tr("%1 %").arg(tenths * 10)); });
    connect(m_textSize, &QSlider::sliderReleased, this, [this] { m_theme.setTextSize(m_textSize->value() * 10); });
    connect(m_textSize, &QSlider::actionTriggered, this, [this](int action) {
        if (action != QAbstractSlider::SliderMove) // keys and clicks; dragging waits for the release, or the slider runs away
            QMetaObject::invokeMethod(this, [this] { m_theme.setTextSize(m_textSize->value() * 10); }, Qt::QueuedConnection);
    });
    connect(tray, &QCheckBox::toggled, this, [this](bool on) { m_settings.setKeepsInTray(on); });
    connect(&m_theme, &Theme::changed, this, [this] { m_settings.setTextSize(m_theme.textSize()); activate(); });
}

void SettingsPanel::buildSoftphone()
{
    Card *box = card(tr("Telephone"));
    m_softphone = new SoftphoneCard(box);
    box->layout()->addWidget(m_softphone);
    connect(m_softphone, &SoftphoneCard::placeChanged, this, &SettingsPanel::bringToSight);
    m_answeringBox = card(tr("Answer calls on this computer"));
    m_answeringBox->hide();
    m_outsideBox = card(tr("My telephone outside"));
    m_outsideBox->hide();
}

void SettingsPanel::offerAnswering()
{
    if (m_answering)
        return;
    m_answering = new AnswerCard(m_answeringBox);
    m_answeringBox->layout()->addWidget(m_answering);
    m_answeringBox->show();
}

OutsideCard &SettingsPanel::offerOutside()
{
    if (!m_outside) {
        m_outside = new OutsideCard(m_outsideBox);
        m_outsideBox->layout()->addWidget(m_outside);
        m_outsideBox->show();
    }
    return *m_outside;
}

/// Once it has its place.
void SettingsPanel::bringToSight(QWidget *widget)
{
    QMetaObject::invokeMethod(widget, [this, widget] { m_scroll->ensureWidgetVisible(widget, 0, space::l); }, Qt::QueuedConnection);
}

void SettingsPanel::buildAccount()
{
    Card *box = card(tr("Account"));
    auto *lines = static_cast<QVBoxLayout *>(box->layout());
    m_account = new Label(TextStyle::BodyStrong, box);
    m_account->setObjectName(u"accountWords"_s);
    m_connection = new Label(TextStyle::Body, box);
    m_secret = new Label(TextStyle::Caption, box);
    m_history = new Label(TextStyle::Caption, box);
    m_fetching = new Label(TextStyle::Caption, box);
    m_fetching->setObjectName(u"fetchingWords"_s);
    for (Label *label : {m_connection, m_secret, m_history, m_fetching}) {
        label->setLevel(Label::Level::Second);
        label->setWordWrap(true);
    }
    lines->addWidget(m_account);
    lines->addWidget(m_connection);
    lines->addWidget(m_secret);
    lines->addWidget(m_history);
    lines->addWidget(m_fetching);
    auto *buttons = new QWidget(box);
    auto *flow = new FlowLayout(buttons, space::s); // large text needs a second line
    auto *copy = pushButton(u"copyAccountSid"_s, tr("Copy account SID"), buttons);
    auto *again = pushButton(u"connectAgain"_s, tr("Change the token..."), buttons);
    m_fetch = pushButton(u"fetchAgain"_s, tr("Fetch history again"), buttons);
    auto *out = pushButton(u"signOut"_s, tr("Sign out..."), buttons);
    for (QPushButton *entry : {copy, again, m_fetch, out})
        flow->addWidget(entry);
    lines->addWidget(buttons);
    m_signOut = new Notice(box);
    m_signOut->setObjectName(u"signOutNotice"_s);
    m_signOut->setClosable(true);
    lines->addWidget(m_signOut);
    lines->addWidget(new Hairline(Qt::Horizontal, box));
    lines->addWidget(new Label(tr("Accounts on this computer"), TextStyle::BodyStrong, box));
    m_profiles = new QVBoxLayout;
    m_profiles->setSpacing(space::xs);
    lines->addLayout(m_profiles);
    auto *add = pushButton(u"addAccountButton"_s, tr("Add an account..."), box);
    lines->addWidget(add, 0, Qt::AlignLeft);

    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_facts.profile.account.text()); });
    connect(again, &QPushButton::clicked, this, &SettingsPanel::connectAgainRequested);
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        if (m_facts.fetching)
            Q_EMIT stopFetchingRequested();
        else
            Q_EMIT fetchAgainRequested();
    });
    connect(out, &QPushButton::clicked, this, &SettingsPanel::askSignOut);
    connect(m_signOut, &Notice::actionChosen, this, &SettingsPanel::signOutRequested);
    connect(add, &QPushButton::clicked, this, &SettingsPanel::addAccountRequested);
}

void SettingsPanel::buildAbout()
{
    Card *box = card(tr("About"));
    auto *version = new Label(tr("MilAssist Desk %1").arg(QStringLiteral(MILASSIST_VERSION)), TextStyle::Body, box);
    auto *licence = new Label(tr("Free software under the GNU General Public License, version 3 or later. No warranty. "
                                 "Uses Qt, SQLite, libphonenumber, simdjson, libsodium and QtKeychain. Not made by Twilio."),
                              TextStyle::Caption, box);
    licence->setLevel(Label::Level::Second);
    licence->setWordWrap(true);
    auto *folder = pushButton(u"openFolder"_s, tr("Show where the data is kept"), box);
    box->layout()->addWidget(version);
    box->layout()->addWidget(licence);
    static_cast<QVBoxLayout *>(box->layout())->addWidget(folder, 0, Qt::AlignLeft);
    connect(folder, &QPushButton::clicked, this, &SettingsPanel::openFolderRequested);
}

void SettingsPanel::activate()
{
    if (auto *button = m_schemes->button(int(m_theme.scheme())))
        button->setChecked(true);
    if (auto *button = m_densities->button(int(m_theme.density())))
        button->setChecked(true);
    m_textSize->setValue(m_theme.textSize() / 10);
    m_textSizeWords->setText(tr("%1 %").arg(m_theme.textSize()));
}

void SettingsPanel::setFacts(const AccountFacts &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    renderFacts();
}

void SettingsPanel::renderFacts()
{
    const Profile &profile = m_facts.profile;
    m_account->setText(profile.sandbox ? tr("%1 (sandbox on this computer)").arg(profile.name) : profile.name);
    m_connection->setText(m_facts.connection.isEmpty() ? profile.account.text() : u"%1 \u00b7 %2"_s.arg(profile.account.text(), m_facts.connection));
    m_secret->setText(profile.user.startsWith("SK"_L1) ? tr("Connected with API key %1; its secret is kept %2.").arg(shortSid(profile.user), placeWords(profile.secretPlace))
                                                        : tr("Connected with the auth token, kept %1.").arg(placeWords(profile.secretPlace)));
    m_history->setText(m_facts.bytes > 0 ? tr("%1, %2 on this disk.").arg(m_facts.history, sizeText(m_facts.bytes)) : m_facts.history);
    m_history->setVisible(!m_facts.history.isEmpty());
    m_fetching->setVisible(m_facts.fetching);
    m_fetching->setText(m_facts.fetched.isEmpty() ? tr("Fetching history. What is here stays meanwhile.")
                                                  : tr("Fetching history: %1 so far. What is here stays meanwhile.").arg(m_facts.fetched));
    m_fetch->setText(m_facts.fetching ? tr("Stop fetching") : tr("Fetch history again"));
    m_fetch->setAccessibleName(m_facts.fetching ? tr("Stop fetching history") : tr("Fetch all of history again"));
}

void SettingsPanel::setProfiles(const QList<Profile> &profiles, const QString &currentId)
{
    while (QLayoutItem *item = m_profiles->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Profile &profile : profiles) {
        auto *button = new QRadioButton(profile.sandbox ? tr("%1 (sandbox)").arg(profile.name) : profile.name);
        button->setObjectName(u"profile_"_s + profile.id);
        button->setAccessibleName(button->text());
        button->setChecked(profile.id == currentId);
        connect(button, &QRadioButton::clicked, this, [this, id = profile.id] { Q_EMIT profileChosen(id); });
        m_profiles->addWidget(button);
    }
}

void SettingsPanel::askSignOut()
{
    m_signOut->tell(Tone::Danger, tr("Sign out of \u201c%1\u201d?").arg(m_facts.profile.name),
                    tr("Everything of it goes from this computer: the token, calls, texts, recordings, and what only is here: contacts, notes, drafts. "
                       "Nothing changes at Twilio.")
                        + (m_leftBehind.isEmpty() ? QString() : u' ' + m_leftBehind),
                    tr("Sign out and remove"));
    m_signOut->setFocus();
    bringToSight(m_signOut);
}

} // namespace milassist
