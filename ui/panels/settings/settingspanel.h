// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profiles.h"
#include "core/profile/settings.h"
#include "ui/widgets/panel.h"

class QButtonGroup;
class QPushButton;
class QScrollArea;
class QSlider;
class QVBoxLayout;

namespace milassist {

class AnswerCard;
class Card;
class Label;
class Notice;
class OutsideCard;
class SoftphoneCard;
class SoundForm;
class Theme;

/// What the account page says. Filled in by the application.
struct AccountFacts {
    Profile profile;
    QString connection;    ///< "Connected", ...
    QString history;       ///< "48,200 calls and 310,000 texts on this computer"
    QString folder;        ///< where the data is kept
    qint64 bytes = 0;      ///< of it
    bool fetching = false; ///< history is on its way, for the first time or again
    QString fetched;       ///< "1,200 calls, 3,400 texts" of it so far; may be empty
    bool operator==(const AccountFacts &) const = default;
};

/// Appearance, accounts, what is kept, about. Everything takes effect at once; there is no Apply.
class SettingsPanel : public Panel {
    Q_OBJECT
public:
    SettingsPanel(Settings &settings, Theme &theme, QWidget *parent = nullptr);

    void setFacts(const AccountFacts &facts);
    void setProfiles(const QList<Profile> &profiles, const QString &currentId);
    SoftphoneCard &softphone() { return *m_softphone; }
    /// Null where this account's calls cannot be answered here: in the demo, and in a team.
    AnswerCard *answering() { return m_answering; }
    void offerAnswering();
    /// For a desk in a team.
    OutsideCard &offerOutside();
    /// What signing out leaves at Twilio, in words; empty: nothing.
    void setLeftBehind(const QString &words) { m_leftBehind = words; }
    /// Asks in place whether to sign out, as the menu does.
    void askSignOut();
    SoundForm *sound() const { return m_sound; }
    void activate() override;

Q_SIGNALS:
    void profileChosen(const QString &id);
    void addAccountRequested();
    void connectAgainRequested();
    void fetchAgainRequested();
    void stopFetchingRequested();
    void signOutRequested();
    void openFolderRequested();

private:
    Card *card(const QString &title);
    QWidget *line(const QString &name, const QString &help, QWidget *control);
    void buildAppearance();
    void buildSoftphone();
    void bringToSight(QWidget *widget);
    void buildAccount();
    void buildAbout();
    void renderFacts();

    Settings &m_settings;
    Theme &m_theme;
    AccountFacts m_facts;
    QVBoxLayout *m_column;
    QButtonGroup *m_schemes = nullptr;
    QButtonGroup *m_densities = nullptr;
    QSlider *m_textSize = nullptr;
    Label *m_textSizeWords = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_profiles = nullptr;
    Label *m_account = nullptr;
    Label *m_secret = nullptr;
    Label *m_connection = nullptr;
    Label *m_history = nullptr;
    Label *m_fetching = nullptr;
    QPushButton *m_fetch = nullptr;
    Notice *m_signOut = nullptr;
    SoundForm *m_sound = nullptr;
    SoftphoneCard *m_softphone = nullptr;
    Card *m_answeringBox = nullptr;
    AnswerCard *m_answering = nullptr;
    Card *m_outsideBox = nullptr;
    OutsideCard *m_outside = nullptr;
    QString m_leftBehind;
};

} // namespace milassist
