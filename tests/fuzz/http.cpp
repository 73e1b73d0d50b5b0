// SPDX-License-Identifier: GPL-3.0-or-later
// What arrives at a socket: the parser must say the same of a stream of bytes however it is cut into pieces.
#include "core/http/requestparser.h"
#include "tests/fuzz/input.h"

#include <QList>

using namespace milassist;

namespace
{

struct Told {
    QList<QByteArray> requests;
    int status = 0;
    // Of two things wrong with a request either may be told first; what counts is that nothing of it gets through.
    bool operator==(const Told &other) const { return requests == other.requests && (status == 0) == (other.status == 0); }
};

void readOn(RequestParser &parser, Told &told)
{
    for (;;) {
        switch (parser.next()) {
        case RequestParser::Outcome::NeedMore:
            return;
        case RequestParser::Outcome::Continue:
            break;
        case RequestParser::Outcome::Wrong:
            told.status = parser.status();
            PROMISE(told.status >= 400 && told.status < 600);
            return;
        case RequestParser::Outcome::Complete: {
            const HttpRequest request = parser.take();
            PROMISE(request.body.size() <= 4096);
            PROMISE(request.headers.fields().size() <= 100);
            PROMISE(request.target.startsWith('/') || request.target == "*");
            PROMISE(!request.headers.contains("Transfer-Encoding"));
            told.requests.append(request.method + ' ' + request.target + '\n' + request.body);
            break;
        }
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input = inputOf(data, size);
    Told whole, pieces;

    RequestParser atOnce(1024, 4096);
    atOnce.append(input);
    readOn(atOnce, whole);

    RequestParser slowly(1024, 4096);
    for (qsizetype at = 0, step = 1; at < input.size() && pieces.status == 0; at += step, step = step % 7 + 1) {
        slowly.append(input.sliced(at, qMin(step, input.size() - at)));
        readOn(slowly, pieces);
    }

    PROMISE(whole == pieces);
    return 0;
}
