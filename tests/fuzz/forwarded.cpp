// SPDX-License-Identifier: GPL-3.0-or-later
// What proxies, and everybody before them, write about who asked.
#include "core/http/forwarded.h"
#include "tests/fuzz/input.h"

using namespace milassist;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text = inputOf(data, size).toByteArray();
    const QHostAddress proxy(0x7f000001U), stranger(0xc0000201U);
    for (const auto field : {TrustedProxies::Field::XForwarded, TrustedProxies::Field::Forwarded}) {
        const bool isRfc = field == TrustedProxies::Field::Forwarded;
        const QByteArray name = isRfc ? "Forwarded" : "X-Forwarded-For";
        const TrustedProxies proxies{{{proxy, 32}, {QHostAddress(0x0a000000U), 8}}, field};
        const HttpHeaders headers{{name, text}, {"X-Forwarded-Proto", text}};

        PROMISE((requesterOf(stranger, headers, proxies) == Requester{stranger, false}));
        const Requester requester = requesterOf(proxy, headers, proxies);
        PROMISE(!requester.address.isNull());

        // Whatever the client had written before the proxies did changes nothing about who it is.
        const HttpHeaders longer{{name, (isRfc ? "for=203.0.113.7, " : "203.0.113.7, ") + text}};
        if (!proxies.contains(requester.address))
            PROMISE(requesterOf(proxy, longer, proxies).address == requester.address);
        PROMISE(proxies.contains(requester.address) || !sourceOf(requester.address).isNull());
    }
    if (const auto proxies = TrustedProxies::parse(QString::fromUtf8(text)))
        for (const auto &[address, prefix] : proxies->networks)
            PROMISE(!address.isNull() && prefix >= 0 && prefix <= 128 && proxies->contains(address));
    return 0;
}
