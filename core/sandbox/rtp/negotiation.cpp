// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/negotiation.h"

#include <algorithm>

namespace milassist::rtp
{

namespace
{

constexpr int ourKeyType = 101;

struct SuiteName {
    SrtpSuite suite;
    const char *name;
};
constexpr SuiteName suiteNames[] = {{SrtpSuite::AesCm128HmacSha1_80, "AES_CM_128_HMAC_SHA1_80"},
                                    {SrtpSuite::AesCm128HmacSha1_32, "AES_CM_128_HMAC_SHA1_32"}};

struct Choice {
    Law law = Law::Mu;
    SdpFormat voice;
    std::optional<SdpFormat> keys;
};

std::optional<Choice> choiceFrom(const SdpMedia &media)
{
    const auto voice = std::ranges::find_if(media.formats, [](const SdpFormat &format) {
        return (format.name == "pcmu" || format.name == "pcma") && format.rate == sampleRate;
    });
    if (voice == media.formats.end())
        return std::nullopt;
    const auto keys = std::ranges::find_if(media.formats, [](const SdpFormat &format) {
        return format.name == "telephone-event" && format.rate == sampleRate; // an offer may have one for 48 kHz as well
    });
    return Choice{voice->name == "pcmu" ? Law::Mu : Law::A, *voice,
                  keys == media.formats.end() ? std::nullopt : std::optional(*keys)};
}

bool isRtp(const SdpMedia &media, bool isSecure)
{
    return media.type == "audio" && media.port != 0
        && (isSecure ? media.protocol == "RTP/SAVP" || media.protocol == "RTP/SAVPF"
                     : media.protocol == "RTP/AVP" || media.protocol == "RTP/AVPF");
}

struct ChosenCrypto {
    SrtpSuite suite;
    SdpCrypto line;
};

std::optional<ChosenCrypto> cryptoFrom(const SdpMedia &media)
{
    for (const SdpCrypto &crypto : media.cryptos) {
        for (const SuiteName &known : suiteNames) {
            if (crypto.suite == known.name && crypto.isPlain && crypto.key.reveal().size() == srtpKeyLength)
                return ChosenCrypto{known.suite, crypto};
        }
    }
    return std::nullopt;
}

bool sends(Direction direction)
{
    return direction == Direction::SendReceive || direction == Direction::SendOnly;
}

bool receives(Direction direction)
{
    return direction == Direction::SendReceive || direction == Direction::ReceiveOnly;
}

Direction mirrored(Direction direction)
{
    return direction == Direction::SendOnly   ? Direction::ReceiveOnly
        : direction == Direction::ReceiveOnly ? Direction::SendOnly
                                              : direction;
}

AgreedMedia agreedOn(const SdpMedia &theirs, const Choice &choice)
{
    AgreedMedia agreed;
    agreed.address = theirs.address;
    agreed.port = theirs.port;
    agreed.rtcpPort = theirs.rtcpPort.value_or(quint16(theirs.port + 1));
    agreed.law = choice.law;
    agreed.payloadType = choice.voice.payloadType;
    if (choice.keys)
        agreed.keyType = choice.keys->payloadType;
    // 0.0.0.0 is the old way to say hold (RFC 2543)
    const bool isNowhere = theirs.address.isNull() || theirs.address == QHostAddress(QHostAddress::AnyIPv4);
    agreed.weSend = receives(theirs.direction) && !isNowhere;
    agreed.weReceive = sends(theirs.direction);
    return agreed;
}

SdpMedia ourMedia(const LocalMedia &local)
{
    SdpMedia media;
    media.port = local.port;
    media.address = local.address;
    return media;
}

} // namespace

Sdp offerOf(const LocalMedia &local)
{
    SdpMedia media = ourMedia(local);
    media.protocol = local.isSecure ? "RTP/SAVP" : "RTP/AVP";
    media.formatWords = {QByteArray::number(muType), QByteArray::number(aType), QByteArray::number(ourKeyType)};
    media.formats = {{muType, "pcmu", sampleRate}, {aType, "pcma", sampleRate}, {ourKeyType, "telephone-event", sampleRate}};
    if (local.isSecure) {
        int tag = 0;
        for (const SuiteName &known : suiteNames)
            media.cryptos.append({++tag, known.name, local.key});
    }
    return {local.sessionId, local.version, local.address, {media}};
}

std::optional<Answer> answerTo(const Sdp &offer, const LocalMedia &local)
{
    Answer answer{{local.sessionId, local.version, local.address, {}}, {}};
    bool isAgreed = false;
    for (const SdpMedia &theirs : offer.media) {
        const auto choice = !isAgreed && isRtp(theirs, local.isSecure) ? choiceFrom(theirs) : std::nullopt;
        const auto crypto = choice && local.isSecure ? cryptoFrom(theirs) : std::nullopt;
        if (!choice || (local.isSecure && !crypto)) {
            SdpMedia refused = theirs;
            refused.port = 0;
            answer.sdp.media.append(refused);
            continue;
        }
        isAgreed = true;
        answer.agreed = agreedOn(theirs, *choice);
        SdpMedia ours = ourMedia(local);
        ours.protocol = theirs.protocol;
        ours.direction = mirrored(theirs.direction);
        ours.formats = {choice->voice};
        if (choice->keys)
            ours.formats.append(*choice->keys);
        for (const SdpFormat &format : ours.formats)
            ours.formatWords.append(QByteArray::number(format.payloadType));
        if (crypto) {
            ours.cryptos = {{crypto->line.tag, crypto->line.suite, local.key}};
            answer.agreed.ours = SrtpKey{crypto->suite, local.key};
            answer.agreed.theirs = SrtpKey{crypto->suite, crypto->line.key};
        }
        answer.sdp.media.append(ours);
    }
    return isAgreed ? std::optional(answer) : std::nullopt;
}

std::optional<AgreedMedia> agreedBy(const Sdp &answer, const LocalMedia &local)
{
    const SdpMedia *theirs = answer.media.isEmpty() ? nullptr : &answer.media.first();
    if (!theirs || !isRtp(*theirs, local.isSecure))
        return std::nullopt;
    const auto choice = choiceFrom(*theirs);
    const auto crypto = local.isSecure ? cryptoFrom(*theirs) : std::nullopt;
    if (!choice || (local.isSecure && !crypto))
        return std::nullopt;
    AgreedMedia agreed = agreedOn(*theirs, *choice);
    if (crypto) {
        agreed.ours = SrtpKey{crypto->suite, local.key};
        agreed.theirs = SrtpKey{crypto->suite, crypto->line.key};
    }
    return agreed;
}

} // namespace milassist::rtp
