// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/twimlresponse.h"

#include "core/twiml/writer.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

QStringList flawsOf(const QByteArray &document, twiml::Kind kind)
{
    const twiml::Reading reading = twiml::read(document, kind);
    QStringList flaws;
    for (const twiml::Problem &problem : reading.problems)
        flaws << u"%1 %2"_s.arg(problem.code).arg(problem.detail);
    if (flaws.isEmpty() && twiml::write(reading.document) != document)
        flaws << u"not as it would be written"_s;
    return flaws;
}

HttpResponse twimlResponse(const QByteArray &document, twiml::Kind kind)
{
#ifndef QT_NO_DEBUG
    if (const QStringList flaws = flawsOf(document, kind); !flaws.isEmpty())
        qFatal("TwiML that Twilio would object to: %s", qPrintable(flaws.join(u", "_s)));
#else
    Q_UNUSED(kind)
#endif
    return HttpResponse::text(200, document, "text/xml");
}

} // namespace milassist::relay
