// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <deque>
#include <optional>

namespace milassist::world
{

using TextId = quint32;

/// Short texts that come again and again (numbers, names), kept once. 0 is the empty text.
class Interner
{
public:
    Interner() { idOf({}); }

    TextId idOf(const QString &text)
    {
        const auto found = m_ids.constFind(text);
        if (found != m_ids.constEnd())
            return *found;
        const auto id = TextId(m_texts.size());
        m_texts.push_back(text);
        m_ids.insert(text, id);
        return id;
    }
    /// As idOf(), without keeping a new one: none when no record has that text.
    std::optional<TextId> find(const QString &text) const
    {
        const auto found = m_ids.constFind(text);
        return found == m_ids.constEnd() ? std::nullopt : std::optional(*found);
    }
    const QString &text(TextId id) const { return m_texts[id]; }

private:
    std::deque<QString> m_texts;
    QHash<QString, TextId> m_ids;
};

} // namespace milassist::world
