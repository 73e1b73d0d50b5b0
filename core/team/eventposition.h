// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace milassist
{

/// The last event that a desk has heard of, in a small file, so that it goes on from there after a restart. What cannot be
/// read, or was said by another relay or to somebody else, counts as nothing. An empty path keeps nothing.
class EventPosition
{
public:
    EventPosition(QString path, QString whose) : m_path(std::move(path)), m_whose(std::move(whose)) {}

    qint64 read() const; ///< -1: none
    /// A failure is logged: at worst some events are heard twice.
    void write(qint64 number) const;

private:
    QString m_path, m_whose;
};

} // namespace milassist
