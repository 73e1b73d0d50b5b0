// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/imported.h"

namespace milassist
{

/// Collects what a card or row says about one person, keeping the limits and noting what was odd. Order of calls is the
/// order in the file.
class ContactBuilder
{
public:
    /// @param country  ISO code in which national numbers are read; empty = none
    ContactBuilder(int line, QString country);

    void name(const QString &text);                                                     ///< the whole name; the first one stays
    void nameParts(const QString &given, const QString &middle, const QString &family); ///< used when there is no whole name
    void nickname(const QString &text);                                                 ///< used when there is no name at all
    void organisation(const QString &text);
    void email(const QString &text);
    void note(const QString &text);                         ///< several are joined by line ends
    void number(const QString &text, const QString &label); ///< the same line twice is taken once
    void issue(ImportIssue::Kind kind, const QString &text = {});

    ImportedContact finish() &&;

private:
    QString cut(const QString &text, int length);

    ImportedContact m_result;
    QString m_country, m_parts, m_nickname;
};

} // namespace milassist
