// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVBoxLayout>
#include <QWidget>

namespace milassist
{

/// A part of the plan that others name.
struct PartView {
    QString id, name, words;
    QStringList users; ///< in words; empty: it can go
    bool operator==(const PartView &) const = default;
};

/// All parts of a kind, with what uses each. What nothing uses can be removed; of the rest it says where it is used.
class PartList : public QWidget
{
    Q_OBJECT
public:
    struct Words {
        QString objectName; ///< "Route": its buttons are removeRoute0, removeRoute1, ...
        QString title, note;
        QString remove; ///< "Remove the route %1"
    };
    PartList(Words words, QWidget *parent);
    /// Hidden while there are none.
    void show(const QList<PartView> &parts);

Q_SIGNALS:
    void removeWanted(const QString &id);

private:
    QWidget *rowOf(const PartView &part, qsizetype at);

    Words m_words;
    QList<PartView> m_parts;
    QVBoxLayout *m_rows;
};

} // namespace milassist
