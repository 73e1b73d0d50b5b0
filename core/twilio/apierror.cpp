// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/apierror.h"

#include "core/base/logging.h"
#include "core/twilio/jsonreader.h"

#include <QRegularExpression>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

struct RefusalBody {
    int code = 0;
    QString message;
};

} // namespace

template <>
struct Fields<RefusalBody> {
    static constexpr auto list = std::tuple{field("code", &RefusalBody::code), field("message", &RefusalBody::message)};
};

QString withMaskedNumbers(QString text)
{
    static const QRegularExpression number(u"(?<![0-9A-Za-z])\\+?\\d{7,15}(?![0-9A-Za-z])"_s);
    QString out;
    qsizetype done = 0;
    for (auto matches = number.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        out += QStringView(text).sliced(done, match.capturedStart() - done);
        out += masked(match.capturedView());
        done = match.capturedEnd();
    }
    out += QStringView(text).sliced(done);
    return out;
}

ApiRefusal refusalFrom(const QByteArray &body)
{
    constexpr qsizetype longestBody = 64 * 1024;
    constexpr qsizetype longestMessage = 300;
    if (body.isEmpty() || body.size() > longestBody)
        return {};
    const auto answer = readRecord<RefusalBody>(body);
    if (!answer)
        return {};
    return {.code = answer->code, .message = withMaskedNumbers(answer->message.left(longestMessage))};
}

} // namespace milassist
