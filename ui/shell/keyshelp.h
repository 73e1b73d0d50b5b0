// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/overlay.h"

#include <QList>
#include <QString>

class QGridLayout;
class QScrollArea;

namespace milassist {

/// A group of keys and what they do, for one screen or for everywhere.
struct KeyGroup {
    QString title;
    QList<std::pair<QString, QString>> keys; ///< "Ctrl+K", "Search and commands"
};

/// F1 or ?: which keys do what.
class KeysHelp : public Overlay {
    Q_OBJECT
public:
    explicit KeysHelp(QWidget *host);
    void setGroups(const QList<KeyGroup> &groups);
    void open() override;

protected:
    int wantedHeight() const override;

private:
    QScrollArea *m_scroll;
};

} // namespace milassist
