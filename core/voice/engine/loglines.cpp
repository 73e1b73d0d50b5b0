// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/loglines.h"

#include "core/base/logging.h"

#include <QRegularExpression>

#include <bctoolbox/logging.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <mutex>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestKept = 160;
constexpr qsizetype longestRead = 1024;
constexpr const char *certificateDomain = "belle-sip"; // says what is wrong with a certificate, as a mere message

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

void CertificateFindings::hear(QByteArrayView message)
{
    constexpr QByteArrayView mark = "ertificate depth=[";
    const qsizetype at = message.indexOf(mark);
    if (at < 0)
        return;
    const QByteArrayView rest = message.sliced(at + mark.size());
    const int depth = rest.first(std::max<qsizetype>(0, rest.indexOf(']'))).toInt();
    const bool isAnotherHandshake = m_depth == 0 || depth >= m_depth;
    const TlsProblem found = tlsProblemOf(message);
    m_worst = isAnotherHandshake ? found : std::max(m_worst, found);
    m_depth = depth;
}

TlsProblem CertificateFindings::take()
{
    return std::exchange(m_worst, TlsProblem::None);
}

namespace {

// The library's log has nothing but globals.
std::mutex findingsMutex;
CertificateFindings findings; // under findingsMutex

// Any thread of the library, those of the sound included.
void heard(void *, const char *domain, BctbxLogLevel level, const char *format, va_list arguments)
{
    std::array<char, longestRead> line; // a whole message may be longer; its end is not of interest
    const int written = std::vsnprintf(line.data(), line.size(), format, arguments);
    if (written <= 0)
        return;
    const QByteArrayView text(line.data(), std::min(qsizetype(written), longestRead - 1));
    if (text.contains("ertificate")) {
        const std::lock_guard lock(findingsMutex);
        findings.hear(text);
    }
    if (level != BCTBX_LOG_ERROR && level != BCTBX_LOG_FATAL)
        return;
    const QByteArray kept = keptOfLogLine(QByteArrayView(domain ? domain : ""), text);
    if (!kept.isEmpty())
        qCDebug(lcVoice).noquote() << kept;
}

} // namespace

// Not by linphone::LoggingService: it wraps itself anew for each line, on whatever thread wrote it, and two at a time damage the heap.
LogLines::LogLines()
{
    bctbx_init_logger(true);
    while (const bctbx_list_t *handlers = bctbx_get_log_handlers()) // what there is prints everything, passwords' digests included
        bctbx_remove_log_handler(static_cast<bctbx_log_handler_t *>(bctbx_list_get_data(handlers)));
    bctbx_add_log_handler(bctbx_create_log_handler(&heard, [](bctbx_log_handler_t *handler) { bctbx_free(handler); }, nullptr));
    bctbx_set_log_level(nullptr, BCTBX_LOG_ERROR);
    bctbx_set_log_level(certificateDomain, BCTBX_LOG_MESSAGE);
}

TlsProblem LogLines::takeTlsProblem()
{
    const std::lock_guard lock(findingsMutex);
    return findings.take();
}

} // namespace milassist
