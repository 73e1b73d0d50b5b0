// SPDX-License-Identifier: GPL-3.0-or-later
// Packets of sound, of reports and of keys, as anybody may send them: first byte says which, the rest is the packet.
#include "core/sandbox/rtp/jitterbuffer.h"
#include "core/sandbox/rtp/keys.h"
#include "core/sandbox/rtp/reception.h"
#include "core/sandbox/rtp/srtp.h"
#include "tests/fuzz/input.h"

using namespace milassist;
using namespace milassist::rtp;

namespace
{

/// A stream of packets of 16 bytes each, into everything that follows a stream.
void follow(QByteArrayView input)
{
    JitterBuffer jitter;
    KeyReader keys;
    Reception reception;
    for (qsizetype at = 0; at + 16 <= input.size(); at += 16) {
        const auto packet = RtpPacket::parse(input.sliced(at, 16));
        if (!packet)
            continue;
        const Reception::Time now(at * 1000);
        reception.received(*packet, now);
        if (const auto event = KeyEvent::parse(packet->payload))
            (void)keys.read(packet->timestamp, *event);
        jitter.put(packet->timestamp, decoded(packet->marker ? Law::A : Law::Mu, packet->payload.repeated(40)));
        if (packet->sequence % 3 != 0)
            (void)jitter.take();
        if (const auto block = reception.report(now))
            PROMISE(RtcpPacket::parse(RtcpPacket{1, {}, {*block}, {}, false}.toBytes()));
        (void)keys.tick();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView input = inputOf(data + 1, size - 1);
    if (const auto packet = RtpPacket::parse(input))
        PROMISE(RtpPacket::parse(packet->toBytes()) == packet || packet->toBytes().size() > input.size()
                || (packet->marker && packet->payloadType >= 64 && packet->payloadType <= 95));
    if (const auto packet = RtcpPacket::parse(input); packet && packet->blocks.size() <= 31) {
        const auto again = RtcpPacket::parse(packet->toBytes());
        PROMISE(again && again->blocks == packet->blocks && again->sender == packet->sender && again->bye == packet->bye);
    }
    static const auto srtp = Srtp::make({{}, Secret(QByteArray(30, 'a'))}, {{}, Secret(QByteArray(30, 'b'))});
    PROMISE(!srtp->opened(data[0] % 2 ? Srtp::Kind::Rtp : Srtp::Kind::Rtcp, input.toByteArray())); // nobody guesses the tag
    follow(input);
    return 0;
}
