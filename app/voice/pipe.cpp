// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/voice/pipe.h"

#include "core/base/logging.h"
#include "core/voice/wire/frames.h"
#include "core/voice/wire/wire.h"

#include <cerrno>
#include <unistd.h>

namespace milassist {

void readCommands(int input, Engine &engine)
{
    FrameReader reader;
    QByteArray chunk(16 * 1024, '\0');
    for (;;) {
        const ssize_t count = ::read(input, chunk.data(), size_t(chunk.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        reader.add(QByteArrayView(chunk.constData(), count));
        while (const auto payload = reader.next()) {
            const auto command = commandFromWire(*payload);
            if (command)
                engine.post(*command);
            else
                qCWarning(lcVoice).noquote() << "a command that cannot be understood:" << command.error().detail;
        }
        if (reader.isBroken())
            break;
    }
    engine.stop();
}

void writeEvent(int output, const LineEvent &event)
{
    const QByteArray frame = framed(toWire(event));
    for (qsizetype at = 0; at < frame.size();) {
        const ssize_t count = ::write(output, frame.constData() + at, size_t(frame.size() - at));
        if (count < 0 && errno != EINTR)
            ::_exit(1);
        at += std::max<ssize_t>(count, 0);
    }
}

} // namespace milassist
