// SPDX-License-Identifier: GPL-3.0-or-later
// Descriptions of calls: whatever was offered, our answer is a description, agrees with what we keep, and never mixes RTP and
// SRTP.
#include "core/sandbox/rtp/negotiation.h"
#include "tests/fuzz/input.h"

using namespace milassist;
using namespace milassist::rtp;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto offer = Sdp::parse(inputOf(data, size));
    if (!offer)
        return 0;
    for (const bool isSecure : {false, true}) {
        const LocalMedia local{QHostAddress(QHostAddress::LocalHost), 4000, 1, 1, isSecure, Secret(QByteArray(30, 'k'))};
        (void)agreedBy(*offer, local);
        const auto answer = answerTo(*offer, local);
        if (!answer)
            continue;
        PROMISE(answer->sdp.media.size() == offer->media.size());
        const auto read = Sdp::parse(answer->sdp.toBytes());
        PROMISE(read && read->media.size() == offer->media.size());
        PROMISE(bool(answer->agreed.ours) == isSecure && bool(answer->agreed.theirs) == isSecure);
        PROMISE(answer->agreed.port != 0);
        int taken = 0;
        for (const SdpMedia &media : read->media)
            taken += media.port != 0;
        PROMISE(taken == 1);
    }
    return 0;
}
