// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace milassist::routing
{

/// JSON put down from left to right, without a tree in between: a decision is written for every call that comes in.
class JsonText
{
public:
    void open(char bracket); ///< '{' or '['
    void close(char bracket) { m_text += bracket; }
    /// Of the field that is written next. Plain ASCII.
    void name(QByteArrayView name);

    void text(QStringView value);
    void number(qint64 value);
    void boolean(bool value);
    void null();

    const QByteArray &written() const { return m_text; }

private:
    void separate();
    void append(QStringView value);
    void escape(char16_t unit);

    QByteArray m_text;
};

} // namespace milassist::routing
