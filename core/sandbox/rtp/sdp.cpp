// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/sdp.h"

#include <algorithm>

namespace milassist::rtp
{

namespace
{

constexpr qsizetype mostLines = 512, mostMedia = 16, mostFormats = 64, mostCryptos = 16;

struct DirectionWord {
    Direction direction;
    const char *word;
};
constexpr DirectionWord directionWords[] = {{Direction::SendReceive, "sendrecv"},
                                            {Direction::SendOnly, "sendonly"},
                                            {Direction::ReceiveOnly, "recvonly"},
                                            {Direction::Inactive, "inactive"}};

std::optional<quint64> numberIn(QByteArrayView text, quint64 most)
{
    if (text.isEmpty() || text.size() > 20 || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    bool isNumber = false;
    const quint64 number = text.toByteArray().toULongLong(&isNumber);
    return isNumber && number <= most ? std::optional(number) : std::nullopt;
}

QList<QByteArrayView> wordsOf(QByteArrayView text)
{
    QList<QByteArrayView> words;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = text.indexOf(' ', at);
        end = end < 0 ? text.size() : end;
        if (end > at)
            words.append(text.sliced(at, end - at));
        at = end + 1;
    }
    return words;
}

/// "IN IP4 10.0.0.1"; a name that is no address is left null: nothing here asks DNS.
QHostAddress addressOf(QByteArrayView value)
{
    const auto words = wordsOf(value);
    if (words.size() != 3 || words[0] != "IN")
        return {};
    const qsizetype slash = words[2].indexOf('/'); // the scope of a multicast address
    return QHostAddress(QString::fromLatin1(slash < 0 ? words[2] : words[2].first(slash)));
}

SdpFormat staticFormat(int payloadType)
{
    switch (payloadType) {
    case 0:
        return {0, "pcmu", 8000};
    case 8:
        return {8, "pcma", 8000};
    default:
        return {payloadType, {}, 0};
    }
}

/// "audio 4000 RTP/AVP 0 8 101"
std::optional<SdpMedia> mediaOf(QByteArrayView value, const QHostAddress &address)
{
    const auto words = wordsOf(value);
    if (words.size() < 4 || words.size() - 3 > mostFormats)
        return std::nullopt;
    const qsizetype slash = words[1].indexOf('/'); // several ports: the first
    const auto port = numberIn(slash < 0 ? words[1] : words[1].first(slash), 65'535);
    if (!port)
        return std::nullopt;
    SdpMedia media;
    media.type = words[0].toByteArray();
    media.port = quint16(*port);
    media.protocol = words[2].toByteArray();
    media.address = address;
    for (const QByteArrayView word : words.sliced(3)) {
        media.formatWords.append(word.toByteArray());
        if (const auto number = media.protocol.startsWith("RTP/") ? numberIn(word, 127) : std::nullopt)
            media.formats.append(staticFormat(int(*number)));
    }
    return media;
}

/// "101 telephone-event/8000"
void readRtpmap(QByteArrayView value, SdpMedia &media)
{
    const auto words = wordsOf(value);
    if (words.size() != 2)
        return;
    const auto number = numberIn(words[0], 127);
    const QList<QByteArray> parts = words[1].toByteArray().split('/');
    const auto rate = parts.size() >= 2 ? numberIn(parts[1], 1'000'000) : std::nullopt;
    if (!number || !rate || parts[0].isEmpty())
        return;
    for (SdpFormat &format : media.formats) {
        if (format.payloadType == int(*number))
            format = {int(*number), parts[0].toLower(), int(*rate)};
    }
}

/// "1 AES_CM_128_HMAC_SHA1_80 inline:base64|2^31|1:4"
void readCrypto(QByteArrayView value, SdpMedia &media)
{
    const auto words = wordsOf(value);
    if (words.size() < 3 || media.cryptos.size() >= mostCryptos || !words[2].startsWith("inline:"))
        return;
    const auto tag = numberIn(words[0], 999'999'999);
    const QList<QByteArray> parts = words[2].sliced(7).toByteArray().split('|');
    const auto key = QByteArray::fromBase64Encoding(parts.first(), QByteArray::AbortOnBase64DecodingErrors);
    if (!tag || !key)
        return;
    const bool hasMki = std::any_of(parts.begin() + 1, parts.end(), [](const QByteArray &part) { return part.contains(':'); });
    media.cryptos.append(
        {int(*tag), words[1].toByteArray(), Secret(*key), !hasMki && words.size() == 3 && !words[2].contains(';')});
}

void readAttribute(QByteArrayView value, Direction &sessionDirection, SdpMedia *media)
{
    for (const DirectionWord &known : directionWords) {
        if (value == known.word)
            (media ? media->direction : sessionDirection) = known.direction;
    }
    if (!media)
        return;
    if (value.startsWith("rtpmap:"))
        readRtpmap(value.sliced(7), *media);
    else if (value.startsWith("crypto:"))
        readCrypto(value.sliced(7), *media);
    else if (value.startsWith("rtcp:"))
        if (const auto words = wordsOf(value.sliced(5)); !words.isEmpty())
            if (const auto port = numberIn(words[0], 65'535); port && *port > 0)
                media->rtcpPort = quint16(*port);
}

QByteArray connectionLine(const QHostAddress &address)
{
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isIpv6 ? "c=IN IP6 " : "c=IN IP4 ") + address.toString().toLatin1() + "\r\n";
}

} // namespace

std::optional<Sdp> Sdp::parse(QByteArrayView text)
{
    Sdp sdp;
    Direction direction = Direction::SendReceive;
    bool hasOrigin = false, hasName = false;
    qsizetype at = 0;
    for (int count = 0; at < text.size(); ++count) {
        qsizetype end = text.indexOf('\n', at);
        end = end < 0 ? text.size() : end;
        QByteArrayView line = text.sliced(at, end - at);
        at = end + 1;
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        if (line.size() < 2 || line[1] != '=' || count >= mostLines || (count == 0 && line != "v=0"))
            return std::nullopt;
        const QByteArrayView value = line.sliced(2);
        SdpMedia *media = sdp.media.isEmpty() ? nullptr : &sdp.media.last();
        switch (line[0]) {
        case 'o': {
            const auto words = wordsOf(value);
            hasOrigin = hasOrigin || words.size() == 6;
            if (words.size() == 6) {
                sdp.sessionId = numberIn(words[1], ~quint64(0)).value_or(0);
                sdp.version = numberIn(words[2], ~quint64(0)).value_or(0);
            }
            break;
        }
        case 's':
            hasName = true;
            break;
        case 'c':
            (media ? media->address : sdp.address) = addressOf(value);
            break;
        case 'm': {
            auto next = mediaOf(value, sdp.address);
            if (!next || sdp.media.size() >= mostMedia)
                return std::nullopt;
            next->direction = direction;
            sdp.media.append(*std::move(next));
            break;
        }
        case 'a':
            readAttribute(value, direction, media);
            break;
        default:
            break;
        }
    }
    return hasOrigin && hasName ? std::optional(sdp) : std::nullopt;
}

QByteArray Sdp::toBytes() const
{
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    QByteArray text = "v=0\r\no=- " + QByteArray::number(sessionId) + ' ' + QByteArray::number(version)
        + (isIpv6 ? " IN IP6 " : " IN IP4 ") + address.toString().toLatin1() + "\r\ns=-\r\n" + connectionLine(address)
        + "t=0 0\r\n";
    for (const SdpMedia &one : media) {
        text +=
            "m=" + one.type + ' ' + QByteArray::number(one.port) + ' ' + one.protocol + ' ' + one.formatWords.join(' ') + "\r\n";
        if (one.port == 0)
            continue;
        if (one.address != address)
            text += connectionLine(one.address);
        for (const SdpFormat &format : one.formats) {
            if (format.name.isEmpty())
                continue;
            const bool isLaw = format.name == "pcmu" || format.name == "pcma";
            text += "a=rtpmap:" + QByteArray::number(format.payloadType) + ' ' + (isLaw ? format.name.toUpper() : format.name)
                + '/' + QByteArray::number(format.rate) + "\r\n";
            if (format.name == "telephone-event")
                text += "a=fmtp:" + QByteArray::number(format.payloadType) + " 0-15\r\n";
        }
        for (const SdpCrypto &crypto : one.cryptos)
            text += "a=crypto:" + QByteArray::number(crypto.tag) + ' ' + crypto.suite
                + " inline:" + crypto.key.reveal().toBase64() + "\r\n";
        if (one.rtcpPort)
            text += "a=rtcp:" + QByteArray::number(*one.rtcpPort) + "\r\n";
        for (const DirectionWord &known : directionWords) {
            if (one.direction == known.direction)
                text += QByteArray("a=") + known.word + "\r\n";
        }
    }
    return text;
}

} // namespace milassist::rtp
