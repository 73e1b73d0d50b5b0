// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipuri.h"

namespace milassist::sip
{

/// How much of a message is read; what is longer is no message.
struct SipLimits {
    static constexpr qsizetype message = 65'535, headers = 128, line = 8192;
};

/// One SIP request or response (RFC 3261), as values. Header names are kept in their long form ("v" is "Via"), folded lines are
/// joined, values are trimmed; their order stays. What cannot be represented on the wire (line breaks) never gets in.
class SipMessage
{
public:
    using Field = std::pair<QByteArray, QByteArray>;

    QByteArray method, requestUri; ///< of a request; method is empty in a response
    int status = 0;                ///< of a response
    QByteArray reason;
    QByteArray body;

    static SipMessage request(QByteArray method, QByteArray requestUri);
    /// An answer to @p request with what RFC 3261 8.2.6 has copied: every Via, From, To, Call-ID, CSeq (and Record-Route).
    /// @p toTag is added to To when it has none and this is not 100.
    static SipMessage response(const SipMessage &request, int status, const QByteArray &toTag = {},
                               const QByteArray &reason = {});
    /// One datagram: start line, headers, an empty line, the body. None for what is no SIP message at all; what is wrong inside
    /// of one is told by flawOf(). A body longer than Content-Length is cut, a shorter one is a flaw.
    static std::optional<SipMessage> parse(QByteArrayView datagram);

    bool isRequest() const { return !method.isEmpty(); }
    bool isResponse() const { return method.isEmpty(); }

    QByteArray header(QByteArrayView name) const; ///< the first, empty if there is none
    bool has(QByteArrayView name) const;
    /// Every value of a header that may be a list, whether it came as several lines or with commas.
    QList<QByteArray> values(QByteArrayView name) const;
    void add(const QByteArray &name, const QByteArray &value);
    void addFirst(const QByteArray &name, const QByteArray &value);
    void set(const QByteArray &name, const QByteArray &value); ///< replaces every one of that name
    void remove(QByteArrayView name);
    const QList<Field> &fields() const { return m_fields; }

    // The headers that every message has; none when missing or not to be read.
    std::optional<Via> topVia() const;
    std::optional<NameAddr> from() const { return NameAddr::parse(header("From")); }
    std::optional<NameAddr> to() const { return NameAddr::parse(header("To")); }
    std::optional<CSeq> cseq() const { return CSeq::parse(header("CSeq")); }
    QByteArray callId() const { return header("Call-ID"); }
    std::optional<NameAddr> contact() const;
    void replaceTopVia(const Via &via);
    void setBody(const QByteArray &type, const QByteArray &content);

    /// The bytes for the wire, Content-Length included.
    QByteArray toBytes() const;

private:
    QList<Field> m_fields;
};

/// What is wrong with a message that is one: the answer it gets. Status 0 means that there is nobody to answer.
struct SipFlaw {
    int status = 400;
    QByteArray reason;
};
/// Checks what everything else relies on: Via, From, To, Call-ID, CSeq, Max-Forwards, Request-URI, Content-Length.
std::optional<SipFlaw> flawOf(const SipMessage &message);

/// "Not Found" for 404.
QByteArray reasonPhrase(int status);

/// Cuts a stream of bytes (TCP, TLS) into messages by Content-Length. Pure.
class SipFramer
{
public:
    enum class Outcome {
        NeedMore,
        Message, ///< take() it
        Ping,    ///< two line breaks between messages: answer with one
        Wrong,   ///< the stream cannot be followed any more: close it
    };
    void append(QByteArrayView bytes) { m_input.append(bytes); }
    Outcome next();
    SipMessage take() { return std::exchange(m_message, {}); }

private:
    QByteArray m_input;
    qsizetype m_searched = 0;
    qsizetype m_missing = -1; ///< how long the body of m_message is; -1 = its headers are not complete
    SipMessage m_message;
};

} // namespace milassist::sip
