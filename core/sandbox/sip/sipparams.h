// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <utility>

namespace milassist::sip
{

/// ";name=value;flag", in order. Names are kept in lower case, quotes around values are taken off.
class SipParams
{
public:
    /// Reads what stands after the first ';' of @p text ("a=1;b"); nothing that is no parameter gets in.
    static std::optional<SipParams> parse(QByteArrayView text);

    bool contains(QByteArrayView name) const;
    QByteArray value(QByteArrayView name) const; ///< empty for a flag and for what is not there
    void set(const QByteArray &name, const QByteArray &value);
    void remove(QByteArrayView name);
    bool isEmpty() const { return m_items.isEmpty(); }
    const QList<std::pair<QByteArray, QByteArray>> &items() const { return m_items; }
    QByteArray toBytes() const; ///< with the leading ';', empty for none
    bool operator==(const SipParams &) const = default;

private:
    QList<std::pair<QByteArray, QByteArray>> m_items;
};

/// Cuts @p text at each @p separator that is outside of quotes and angle brackets; parts are trimmed.
/// None when a quote or bracket is left open.
std::optional<QList<QByteArrayView>> splitOutside(QByteArrayView text, char separator);

/// A word of RFC 3261 (method, header or parameter name): letters, digits, -.!%*_+`'~
bool isToken(QByteArrayView text);

/// "0" to "4294967295" and nothing else.
std::optional<quint32> wholeNumber(QByteArrayView text);

/// @p text in quotes when it is no token.
QByteArray quotedUnlessToken(const QByteArray &text);
/// Always in quotes.
QByteArray quotedText(const QByteArray &text);

} // namespace milassist::sip
