// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profiles.h"
#include "ui/shell/shellstate.h"

#include <QAbstractButton>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace milassist {

class Pill;

/// Looks like a search field and opens the palette: the palette has the real field.
class SearchButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit SearchButton(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Search in the middle, connection and profile at the right.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);
    void render(const ShellView &view);
    void setProfiles(const QList<Profile> &profiles, const QString &currentId);
    /// Something more at the right, before the connection; the bar takes it over. Null: nothing.
    void setControl(QWidget *control);

Q_SIGNALS:
    void searchRequested();
    void profileChosen(const QString &id);
    void addAccountRequested();
    void settingsRequested();
    void signOutRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SearchButton *m_search;
    Pill *m_link;
    QToolButton *m_profile;
    QHBoxLayout *m_right;
    QWidget *m_control = nullptr;
};

} // namespace milassist
