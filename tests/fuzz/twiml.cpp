// SPDX-License-Identifier: GPL-3.0-or-later
// Documents that somebody's server answers a call with.
#include "core/twiml/reader.h"
#include "core/twiml/writer.h"
#include "tests/fuzz/input.h"

using namespace milassist::twiml;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (const Kind kind : {Kind::Voice, Kind::Messaging}) {
        const Reading reading = read(inputOf(data, size).toByteArray(), kind);
        PROMISE(reading.isUsable() || reading.document.verbs.isEmpty());
        PROMISE(reading.problems.size() <= 50);
        const QByteArray canonical = write(reading.document);
        if (canonical.size() > maxDocument)
            continue;
        const Reading again = read(canonical, kind);
        PROMISE(again.isUsable());
        PROMISE(write(again.document) == canonical);
    }
    return 0;
}
