// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httplimits.h"
#include "core/http/httpmessage.h"

#include <memory>

namespace milassist {

/// Reads one request after the other out of a stream of bytes. Pure: no sockets, no time.
/// What is wrong with a request is told as the status to answer; the connection is to be closed after that.
/// Refused is also what some would accept, because where a proxy and a server read a request differently a second one can
/// hide in it: any Transfer-Encoding, folded lines, bare line feeds, several lengths or hosts, the name of a host as target.
class RequestParser {
public:
    RequestParser(qsizetype headerLimit, qsizetype bodyLimit, int fieldLimit = 100);
    /// @param largeNow how many large bodies are coming in, counted by all parsers of a server together
    RequestParser(const HttpLimits &limits, std::shared_ptr<int> largeNow);
    ~RequestParser();

    enum class Outcome {
        NeedMore, ///< not complete yet
        Continue, ///< the header is in, the body is not, and the client waits for "100 Continue"; told once
        Complete, ///< take() it
        Wrong,    ///< answer status() and close
    };

    void append(QByteArrayView bytes) { m_input.append(bytes); }
    Outcome next();
    /// The complete request (without peer); the parser is then ready for the next one.
    HttpRequest take();
    bool keepsAlive() const; ///< of the complete request
    int status() const { return m_status; }
    /// True between the first byte of a request and its last.
    bool isInside() const { return m_headerDone || !m_input.isEmpty(); }
    qsizetype pending() const { return m_input.size(); }

private:
    struct Beast;
    Outcome wrong(int status);
    Outcome readHeader();
    Outcome readBody();
    qsizetype bodyLimitFor(QByteArrayView target) const;
    void endLarge();

    const qsizetype m_headerLimit, m_bodyLimit;
    const int m_fieldLimit;
    const std::vector<LargeBody> m_large;
    const int m_largeAtOnce = 0;
    const std::shared_ptr<int> m_largeNow;
    bool m_isLarge = false;
    std::unique_ptr<Beast> m_beast; // keeps Boost out of every other file: it costs 10 s a translation unit
    QByteArray m_input;
    qsizetype m_searched = 0;
    int m_status = 0;
    bool m_headerDone = false;
    bool m_complete = false;
};

} // namespace milassist
