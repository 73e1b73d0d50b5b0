// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>

namespace milassist {

/// Specialise with `static constexpr std::pair<const char *, E> list[]`: each known value with Twilio's word for it.
template <typename E>
struct Words;

/// A value out of a vocabulary that the other end may extend without notice. A word we do not know is kept as it came
/// and compares equal to none of the values we know.
template <typename E>
class Word {
public:
    Word() = default;
    Word(E value) : m_text(textOf(value)) {} // NOLINT(google-explicit-constructor): a status is written as its value
    explicit Word(QString text) : m_text(std::move(text)) {}

    /// Twilio's spelling; empty when the field was missing.
    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    bool isKnown() const
    {
        for (const auto &[word, value] : Words<E>::list) {
            if (m_text == QLatin1StringView(word))
                return true;
        }
        return false;
    }
    bool is(E value) const { return m_text == QLatin1StringView(wordOf(value)); }
    template <typename... Es>
    bool isAnyOf(Es... values) const
    {
        return (is(values) || ...);
    }
    /// The value, or @p otherwise for a word that is not in the list.
    E valueOr(E otherwise) const
    {
        for (const auto &[word, value] : Words<E>::list) {
            if (m_text == QLatin1StringView(word))
                return value;
        }
        return otherwise;
    }

    bool operator==(const Word &) const = default;

private:
    static const char *wordOf(E value)
    {
        for (const auto &[word, known] : Words<E>::list) {
            if (known == value)
                return word;
        }
        return "";
    }
    static QString textOf(E value) { return QString::fromLatin1(wordOf(value)); }

    QString m_text;
};

} // namespace milassist
