// SPDX-License-Identifier: GPL-3.0-or-later
// What passes between the desk and its voice engine. The engine reads what strangers send, so the desk does not trust it.
#include "core/voice/livecall.h"
#include "core/voice/wire/frames.h"
#include "core/voice/wire/wire.h"
#include "tests/fuzz/input.h"

using namespace milassist;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = inputOf(data, size).toByteArray();
    if (const auto event = eventFromWire(bytes)) {
        const auto again = eventFromWire(toWire(*event));
        PROMISE(again && toWire(*again) == toWire(*event));
        if (const auto *leg = std::get_if<LegEvent>(&*event)) {
            const auto *incoming = std::get_if<Incoming>(&leg->change);
            const LiveCall call = incoming ? incomingCall(leg->leg, *incoming, leg->at) : outgoingCall(leg->leg, Party(), leg->at);
            PROMISE(call.peerName.size() <= 200);
            next(call, *event);
        }
    }
    if (const auto command = commandFromWire(bytes)) {
        const auto again = commandFromWire(toWire(*command));
        PROMISE(again && toWire(*again) == toWire(*command));
    }
    FrameReader reader;
    reader.add(bytes);
    while (const auto frame = reader.next())
        PROMISE(!frame->isEmpty() && frame->size() <= largestFrame);
    return 0;
}
