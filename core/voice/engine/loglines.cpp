// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/loglines.h"

#include "core/base/logging.h"

#include <QRegularExpression>

#include <linphone++/linphone.hh>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestKept = 160;

// Lines of warnings that carry bodies, headers or credentials.
bool isDangerous(const QString &line)
{
    static const QRegularExpression words(
        u"(?:digest|authori[sz]ation|nonce|response=|password|passwd|crypto|inline:|key|sdp|contact|via:|from:|to:|cseq|SIP/2\\.0)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(line).hasMatch();
}

} // namespace

QByteArray keptOfLogLine(QByteArrayView domain, QByteArrayView message)
{
    QString line = QString::fromUtf8(message.first(qMin(message.size(), qsizetype(400)))).section(u'\n', 0, 0).simplified();
    if (isDangerous(line))
        return {};
    static const QRegularExpression quoted(u"\"[^\"]*\"|'[^']*'|<[^>]*>|\\[[^\\]]*\\]"_s);
    static const QRegularExpression addresses(u"(?:sips?|tel):\\S+|\\S+@\\S+"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression digits(u"\\+?[0-9][0-9.:-]{4,}|0x[0-9a-f]+"_s, QRegularExpression::CaseInsensitiveOption);
    line.replace(quoted, u"..."_s).replace(addresses, u"..."_s).replace(digits, u"..."_s);
    if (line.isEmpty())
        return {};
    return domain.toByteArray().left(20) + ": " + line.left(longestKept).toUtf8();
}

TlsProblem tlsProblemOf(QByteArrayView message)
{
    const QByteArray text = message.toByteArray();
    const qsizetype flags = text.indexOf("flags=[");
    if (flags < 0 || !text.contains("ertificate"))
        return TlsProblem::None;
    const QByteArray list = text.sliced(flags);
    if (list.contains("expired") || list.contains("future"))
        return TlsProblem::Expired;
    if (list.contains("mismatch"))
        return TlsProblem::WrongName;
    return list.contains("not-trusted") || list.contains("trusted") ? TlsProblem::NotTrusted : TlsProblem::None;
}

class LogLines::Listener : public linphone::LoggingServiceListener {
public:
    std::atomic<TlsProblem> tls{TlsProblem::None};

    void onLogMessageWritten(const std::shared_ptr<linphone::LoggingService> &, const std::string &domain, linphone::LogLevel level,
                             const std::string &message) override
    {
        const QByteArrayView text(message.data(), qsizetype(message.size()));
        if (const TlsProblem found = tlsProblemOf(text); found > tls.load())
            tls = found;
        if (level != linphone::LogLevel::Error && level != linphone::LogLevel::Fatal)
            return;
        const QByteArray kept = keptOfLogLine(QByteArrayView(domain.data(), qsizetype(domain.size())), text);
        if (!kept.isEmpty())
            qCDebug(lcVoice).noquote() << kept;
    }
};

LogLines::LogLines() : m_listener(std::make_shared<Listener>())
{
    const auto service = linphone::LoggingService::get();
    service->setLogLevel(linphone::LogLevel::Message); // certificates are judged at this level
    service->addListener(m_listener);
}

LogLines::~LogLines()
{
    linphone::LoggingService::get()->removeListener(m_listener);
}

TlsProblem LogLines::takeTlsProblem()
{
    return m_listener->tls.exchange(TlsProblem::None);
}

} // namespace milassist
