// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMultiHash>
#include <QString>
#include <QStringList>

namespace milassist
{

/// One content line of a vCard, unfolded, decoded to text, not yet unescaped.
struct VCardLine {
    int line = 1;                            ///< of the file, where it begins
    QString group;                           ///< "item1" of "item1.TEL"; lower case
    QString name;                            ///< upper case; empty for a line that is no property
    QMultiHash<QString, QString> parameters; ///< names upper case; bare ones ("TEL;CELL:") are values of TYPE
    QString value;

    QStringList types() const; ///< all values of TYPE, lower case, split at commas
};

/// Reads a file line by line: unfolds, joins quoted-printable lines, decodes charsets. Linear in the size of the file;
/// a line longer than 1 MiB (a picture) is given with an empty value.
class VCardLines
{
public:
    explicit VCardLines(QByteArrayView bytes) : m_bytes(bytes) {}
    bool atEnd() const { return m_at >= m_bytes.size(); }
    VCardLine next();

private:
    QByteArray physicalLine();

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// "a\, b\nc" as text.
QString unescapedVCard(QStringView value);
/// Splits at @p separator where it is not escaped, and unescapes each part.
QStringList splitVCard(QStringView value, QChar separator);
QString escapedVCard(const QString &text);

} // namespace milassist
