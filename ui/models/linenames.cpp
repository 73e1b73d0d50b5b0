// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/linenames.h"

#include "core/cache/numberstore.h"
#include "core/domain/phoneformat.h"

#include <algorithm>

namespace milassist {

namespace {

// Twilio names a number after itself, "(206) 555-0142"; that is no name.
bool isName(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
}

} // namespace

LineNames::LineNames(NumberStore &numbers, QString home, QObject *parent)
    : QObject(parent), m_numbers(numbers), m_home(std::move(home))
{
    connect(&numbers, &NumberStore::changed, this, &LineNames::read);
    read();
}

QString LineNames::nameOf(const Party &line) const
{
    const auto name = m_names.constFind(line);
    return name != m_names.cend() ? *name : displayForm(line, m_home);
}

void LineNames::read()
{
    whenDone(m_numbers.lines(), this, [this](const Result<QList<IncomingNumber>> &numbers) {
        if (!numbers)
            return; // numbers without names still say which line it was
        m_names.clear();
        m_lines.clear();
        for (const IncomingNumber &number : *numbers) {
            m_lines.push_back(number.phoneNumber);
            if (isName(number.config.friendlyName))
                m_names.insert(number.phoneNumber, number.config.friendlyName);
        }
        std::sort(m_lines.begin(), m_lines.end(),
                  [this](const Party &a, const Party &b) { return nameOf(a).localeAwareCompare(nameOf(b)) < 0; });
        Q_EMIT changed();
    });
}

} // namespace milassist
