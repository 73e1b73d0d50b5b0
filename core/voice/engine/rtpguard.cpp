// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/rtpguard.h"

#include <linphone/core.h>
#include <ortp/ortp.h>

#include <sys/socket.h>

namespace milassist {

namespace {

enum : uint8_t { SenderReport = 200, ReceiverReport = 201, Description = 202, Farewell = 203 };

// In its RTP session the library keeps two sockets, and asking for them by its functions would call back into us.
ortp_socket_t socketOf(RtpTransport *transport, bool isControl)
{
    return isControl ? transport->session->rtcp.gs.socket : transport->session->rtp.gs.socket;
}

struct Seat { // of one port of one call
    RtpGuard *guard;
    PacketGate gate;
};

template <bool isControl>
struct Transport {
    static ortp_socket_t socket(RtpTransport *transport) { return socketOf(transport, isControl); }

    static int send(RtpTransport *transport, mblk_t *message, int flags, const sockaddr *to, socklen_t length)
    {
        msgpullup(message, size_t(-1)); // a packet may come in pieces
        return int(::sendto(socket(transport), message->b_rptr, size_t(message->b_wptr - message->b_rptr), flags, to, length));
    }

    static int receive(RtpTransport *transport, mblk_t *message, int flags, sockaddr *from, socklen_t *length)
    {
        auto *seat = static_cast<Seat *>(transport->data);
        const auto *agreed = reinterpret_cast<const sockaddr *>(isControl ? &transport->session->rtcp.gs.rem_addr : &transport->session->rtp.gs.rem_addr);
        const socklen_t room = *length;
        for (;;) {
            *length = room;
            const auto space = size_t(dblk_lim(message->b_datap) - message->b_wptr);
            const ssize_t size = ::recvfrom(socket(transport), message->b_wptr, space, flags, from, length);
            if (size <= 0)
                return int(size);
            if (!seat->guard->letsIn(isControl, message->b_wptr, size_t(size))
                || !seat->gate.letsIn(from, agreed, seat->guard->strictness(), std::chrono::steady_clock::now()))
                continue;
            memcpy(&message->net_addr, from, *length);
            message->net_addrlen = *length;
            return int(size);
        }
    }

    static void close(RtpTransport *) {}
    static void destroy(RtpTransport *transport)
    {
        delete static_cast<Seat *>(transport->data);
        delete transport;
    }

    static RtpTransport *make(void *guard, int)
    {
        return new RtpTransport{.data = new Seat{static_cast<RtpGuard *>(guard), {}}, // both are given back to destroy()
                                .session = nullptr,
                                .t_getsocket = &socket,
                                .t_sendto = &send,
                                .t_recvfrom = &receive,
                                .t_close = &close,
                                .t_destroy = &destroy};
    }
};

} // namespace

bool isSoundRtp(const uint8_t *data, size_t size)
{
    constexpr size_t header = 12;
    if (size < header || (data[0] >> 6) != 2)
        return false;
    if (data[1] >= 192 && data[1] <= 223) // control packets that came to the wrong port
        return false;
    size_t needed = header + 4 * size_t(data[0] & 0x0F);
    if (data[0] & 0x10) {
        if (size < needed + 4)
            return false;
        needed += 4 + 4 * (size_t(data[needed + 2]) << 8 | data[needed + 3]);
    }
    if (size < needed)
        return false;
    if (data[0] & 0x20) {
        const size_t padding = data[size - 1];
        return padding > 0 && padding <= size - needed;
    }
    return true;
}

bool isSoundRtcp(const uint8_t *data, size_t size)
{
    if (size < 8)
        return false;
    size_t at = 0;
    while (at < size) {
        if (size - at < 4 || (data[at] >> 6) != 2)
            return false;
        const bool isPadded = data[at] & 0x20;
        const size_t count = data[at] & 0x1F;
        const uint8_t type = data[at + 1];
        const size_t length = 4 + 4 * (size_t(data[at + 2]) << 8 | data[at + 3]);
        if (length > size - at || isPadded)
            return false;
        const size_t least = type == SenderReport ? 28 + 24 * count
            : type == ReceiverReport              ? 8 + 24 * count
            : type == Description                 ? 4 + 8 * count
            : type == Farewell                    ? 4 + 4 * count
                                                  : SIZE_MAX;
        if (length < least || (at == 0 && type != SenderReport && type != ReceiverReport))
            return false;
        if (type == Description) { // items must end inside
            size_t item = at + 4;
            for (size_t chunk = 0; chunk < count; ++chunk) {
                item += 4;
                while (item < at + length && data[item] != 0) {
                    if (item + 2 > at + length || item + 2 + data[item + 1] > at + length)
                        return false;
                    item += 2 + size_t(data[item + 1]);
                }
                if (item >= at + length)
                    return false;
                item = at + ((item - at) / 4 + 1) * 4;
            }
            if (item > at + length)
                return false;
        }
        at += length;
    }
    return true;
}

bool RtpGuard::letsIn(bool isControl, const uint8_t *data, size_t size)
{
    const bool isSound = isControl ? !m_checksControl || isSoundRtcp(data, size) : isSoundRtp(data, size);
    if (!isSound)
        ++m_dropped;
    return isSound;
}

void RtpGuard::install(_LinphoneCore *core)
{
    m_factories = std::make_shared<LinphoneRtpTransportFactories>();
    *m_factories = {};
    m_factories->audio_rtp_func = &Transport<false>::make;
    m_factories->audio_rtp_func_data = this;
    m_factories->audio_rtcp_func = &Transport<true>::make;
    m_factories->audio_rtcp_func_data = this;
    linphone_core_set_rtp_transport_factories(core, m_factories.get());
}

} // namespace milassist
