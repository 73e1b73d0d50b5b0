// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/negotiation.h"

#include <memory>

namespace milassist::rtp
{

/// Encrypts what goes out and opens what comes in (RFC 3711), by libsrtp.
class Srtp
{
public:
    /// None when the library refuses the keys.
    static std::unique_ptr<Srtp> make(const SrtpKey &ours, const SrtpKey &theirs);
    ~Srtp();

    enum class Kind { Rtp, Rtcp };
    /// None when a packet is forged, repeated or damaged.
    std::optional<QByteArray> opened(Kind kind, QByteArray packet);
    std::optional<QByteArray> sealed(Kind kind, QByteArray packet);

private:
    struct Contexts;
    explicit Srtp(std::unique_ptr<Contexts> contexts);
    std::unique_ptr<Contexts> m_contexts;
};

} // namespace milassist::rtp
