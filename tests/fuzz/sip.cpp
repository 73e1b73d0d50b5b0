// SPDX-License-Identifier: GPL-3.0-or-later
// SIP from strangers: what was understood is written and understood the same way, however a stream of it is cut into pieces.
#include "core/sandbox/sip/sipmessage.h"
#include "tests/fuzz/input.h"

using namespace milassist::sip;

namespace
{

void promiseItComesBack(const SipMessage &message)
{
    const auto again = SipMessage::parse(message.toBytes());
    if (message.toBytes().size() > SipLimits::message || message.fields().size() >= SipLimits::headers)
        return; // our own Content-Length may be what is too much
    PROMISE(again);
    PROMISE(again->toBytes() == message.toBytes());
    PROMISE(bool(flawOf(*again)) == bool(flawOf(message)) || message.has("Content-Length"));
    if (!message.isRequest())
        return;
    const auto answer = SipMessage::parse(SipMessage::response(message, 400, "t").toBytes());
    PROMISE(answer ? answer->status == 400 : message.toBytes().size() > SipLimits::line);
    for (const char *name : {"From", "To", "Contact", "Refer-To", "Route"}) {
        for (const QByteArray &value : message.values(name)) {
            if (const auto address = NameAddr::parse(value)) {
                const auto same = NameAddr::parse(address->toBytes());
                PROMISE(!same || (same->uri == address->uri && same->tag() == address->tag()));
                (void)address->uri.headerFields();
            }
        }
    }
}

QList<QByteArray> messagesOf(QByteArrayView input, bool atOnce)
{
    SipFramer framer;
    QList<QByteArray> told;
    const auto readOn = [&] {
        for (;;) {
            switch (framer.next()) {
            case SipFramer::Outcome::NeedMore:
                return true;
            case SipFramer::Outcome::Ping:
                break;
            case SipFramer::Outcome::Message:
                told.append(framer.take().toBytes());
                break;
            case SipFramer::Outcome::Wrong:
                return false;
            }
        }
    };
    if (atOnce) {
        framer.append(input);
        readOn();
        return told;
    }
    for (qsizetype at = 0, step = 1; at < input.size(); at += step, step = step % 7 + 1) {
        step = qMin(step, input.size() - at);
        framer.append(input.sliced(at, step));
        if (!readOn())
            break;
    }
    return told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input = inputOf(data, size);
    if (const auto message = SipMessage::parse(input))
        promiseItComesBack(*message);
    PROMISE(messagesOf(input, true) == messagesOf(input, false));
    return 0;
}
