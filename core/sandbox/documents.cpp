// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/documents.h"

#include "core/twiml/reader.h"

#include <QRegularExpression>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// "+14155550123" of "<sip:+14155550123@acme.sip.twilio.com:5060>"; what is no SIP address stays as it is.
QString numberIn(const QString &address)
{
    static const QRegularExpression sip(u"^<?sips?:([^@;>]+)@"_s);
    const auto match = sip.match(address.trimmed());
    return match.hasMatch() ? match.captured(1) : address;
}

QString fill(QString text, const Form &request)
{
    static const QRegularExpression field(u"\\{\\{([A-Za-z][\\w-]*)\\}\\}"_s), number(u"\\{\\{#e164\\}\\}(.*?)\\{\\{/e164\\}\\}"_s);
    const auto replace = [&text](const QRegularExpression &what, const std::function<QString(const QString &)> &with) {
        QString done;
        qsizetype at = 0;
        for (auto matches = what.globalMatch(text); matches.hasNext();) {
            const auto match = matches.next();
            done += text.mid(at, match.capturedStart() - at) + with(match.captured(1));
            at = match.capturedEnd();
        }
        text = done + text.mid(at);
    };
    const auto value = [&request](const QString &name) { return request.value(name); };
    replace(number, [&](const QString &inside) {
        const auto match = field.match(inside);
        return numberIn(match.hasMatch() ? value(match.captured(1)) : inside).toHtmlEscaped();
    });
    replace(field, [&](const QString &name) { return value(name).toHtmlEscaped(); });
    return text;
}

} // namespace

Result<> Documents::keep(const QString &name, const QByteArray &twiml)
{
    static const QRegularExpression good(u"^[A-Za-z0-9-]{1,64}$"_s);
    if (!good.match(name).hasMatch())
        return fail(Error::Kind::Malformed, u"a name is made of letters, digits and \"-\""_s);
    if (const twiml::Reading reading = twiml::read(twiml); !reading.isUsable())
        return fail(Error::Kind::Malformed, u"the TwiML cannot be used: %1 %2"_s.arg(reading.problems.first().code).arg(reading.problems.first().detail));
    if (m_documents.size() >= mostDocuments && !m_documents.contains(name))
        return fail(Error::Kind::Rejected, u"there are %1 documents already"_s.arg(mostDocuments));
    m_documents.insert(name, twiml);
    return {};
}

std::optional<QByteArray> Documents::filled(const QString &name, const Form &request) const
{
    auto found = m_documents.constFind(name + u'-' + request.value(u"DialCallStatus"));
    if (found == m_documents.cend())
        found = m_documents.constFind(name);
    return found == m_documents.cend() ? std::nullopt : std::optional(fill(QString::fromUtf8(*found), request).toUtf8());
}

QStringList Documents::names() const
{
    QStringList names = m_documents.keys();
    names.sort();
    return names;
}

} // namespace milassist
