// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/settings/connectform.h"
#include "ui/panels/settings/joinform.h"

#include <QAbstractButton>
#include <QPointer>
#include <QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace milassist {

class Label;
class UnlockForm;

/// A big choice: icon, name, what happens then.
class Door : public QAbstractButton {
    Q_OBJECT
public:
    Door(const QString &iconName, const QString &name, const QString &words, QWidget *parent);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRect nameRect(int width) const;
    QRect wordsRect(int width) const;

    QString m_icon, m_words;
};

/// Instead of the pages when nobody is signed in: three doors, and the forms behind them.
class Welcome : public QWidget {
    Q_OBJECT
public:
    Welcome(AccountCheck &check, ConnectForm::AskKeychain askKeychain, QWidget *parent = nullptr, TryJoining tryJoining = overTheNetwork());

    /// @param canGoBack an account is open already: the doors lead back to it
    void showDoors(bool canGoBack, const QString &environmentAccount);
    /// @param known a team that was joined before; empty: a new one
    void showJoin(const QUrl &known, const QString &name);
    /// Straight to the form, prefilled.
    void showConnect(const AccountEntry &known, const QString &name);
    UnlockForm *showUnlock(const Profile &profile);
    void tellFailure(const Error &error);

Q_SIGNALS:
    void demoRequested();
    void environmentRequested();
    void connectRequested(const ConnectRequest &request);
    void joinRequested(const milassist::JoinRequest &request);
    void leaveRequested(); ///< back to the account that is open

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *column(QWidget *content, const QString &title, const QString &words, int width);
    ConnectForm *freshForm();
    void replace(QWidget *page);

    AccountCheck &m_check;
    ConnectForm::AskKeychain m_askKeychain;
    TryJoining m_tryJoining;
    QStackedWidget *m_stack;
    ConnectForm *m_form = nullptr;
    QPointer<JoinForm> m_join;
    bool m_canGoBack = false;
    QString m_environmentAccount;
};

} // namespace milassist
