// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/srtp.h"

#include <srtp2/srtp.h>

namespace milassist::rtp
{

namespace
{

bool isReady()
{
    static const bool ready = srtp_init() == srtp_err_status_ok; // once a process, as the library wants it
    return ready;
}

srtp_t contextFor(const SrtpKey &key, srtp_ssrc_type_t whose)
{
    QByteArray bytes = key.key.reveal();
    if (bytes.size() != srtpKeyLength || !isReady())
        return nullptr;
    srtp_policy_t policy = {};
    if (key.suite == SrtpSuite::AesCm128HmacSha1_32) // RTCP always has the long tag (RFC 3711 5.2)
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp);
    else
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtp);
    srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtcp);
    policy.ssrc.type = whose;
    policy.key = reinterpret_cast<unsigned char *>(bytes.data());
    policy.window_size = 256;
    srtp_t context = nullptr;
    const bool made = srtp_create(&context, &policy) == srtp_err_status_ok;
    bytes.fill('\0');
    return made ? context : nullptr;
}

} // namespace

struct Srtp::Contexts {
    srtp_t outgoing = nullptr, incoming = nullptr;
    ~Contexts()
    {
        for (const srtp_t context : {outgoing, incoming}) {
            if (context)
                srtp_dealloc(context);
        }
    }
};

Srtp::Srtp(std::unique_ptr<Contexts> contexts) : m_contexts(std::move(contexts)) {}
Srtp::~Srtp() = default;

std::unique_ptr<Srtp> Srtp::make(const SrtpKey &ours, const SrtpKey &theirs)
{
    auto contexts = std::make_unique<Contexts>();
    contexts->outgoing = contextFor(ours, ssrc_any_outbound);
    contexts->incoming = contextFor(theirs, ssrc_any_inbound);
    if (!contexts->outgoing || !contexts->incoming)
        return nullptr;
    return std::unique_ptr<Srtp>(new Srtp(std::move(contexts)));
}

std::optional<QByteArray> Srtp::opened(Kind kind, QByteArray packet)
{
    if (packet.size() < (kind == Kind::Rtp ? 12 : 8))
        return std::nullopt; // the library reads a header before it looks at the length
    int length = int(packet.size());
    const auto outcome = kind == Kind::Rtp ? srtp_unprotect(m_contexts->incoming, packet.data(), &length)
                                           : srtp_unprotect_rtcp(m_contexts->incoming, packet.data(), &length);
    if (outcome != srtp_err_status_ok)
        return std::nullopt;
    packet.truncate(length);
    return packet;
}

std::optional<QByteArray> Srtp::sealed(Kind kind, QByteArray packet)
{
    int length = int(packet.size());
    packet.resize(length + SRTP_MAX_TRAILER_LEN + 4); // and the index of SRTCP
    const auto outcome = kind == Kind::Rtp ? srtp_protect(m_contexts->outgoing, packet.data(), &length)
                                           : srtp_protect_rtcp(m_contexts->outgoing, packet.data(), &length);
    if (outcome != srtp_err_status_ok)
        return std::nullopt;
    packet.truncate(length);
    return packet;
}

} // namespace milassist::rtp
