// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipmessage.h"

#include <algorithm>

namespace milassist::sip
{

namespace
{

struct CompactForm {
    char letter;
    const char *name;
};
constexpr CompactForm compactForms[] = {
    {'a', "Accept-Contact"},
    {'b', "Referred-By"},
    {'c', "Content-Type"},
    {'d', "Request-Disposition"},
    {'e', "Content-Encoding"},
    {'f', "From"},
    {'i', "Call-ID"},
    {'j', "Reject-Contact"},
    {'k', "Supported"},
    {'l', "Content-Length"},
    {'m', "Contact"},
    {'n', "Identity-Info"},
    {'o', "Event"},
    {'r', "Refer-To"},
    {'s', "Subject"},
    {'t', "To"},
    {'u', "Allow-Events"},
    {'v', "Via"},
    {'x', "Session-Expires"},
    {'y', "Identity"},
};

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QByteArray longName(QByteArrayView name)
{
    if (name.size() == 1) {
        const char letter = char(name[0] | 0x20);
        for (const CompactForm &form : compactForms) {
            if (form.letter == letter)
                return form.name;
        }
    }
    return name.toByteArray();
}

/// Without what would end the line.
QByteArray oneLine(QByteArray value)
{
    for (char &c : value) {
        if (c == '\r' || c == '\n' || c == '\0')
            c = ' ';
    }
    return value.trimmed();
}

struct Line {
    QByteArrayView text;
    qsizetype next = -1; ///< where the following one begins
};

/// The line that begins at @p at; lines end with CR LF, or LF alone.
Line lineAt(QByteArrayView input, qsizetype at)
{
    const qsizetype end = input.indexOf('\n', at);
    if (end < 0)
        return {};
    const qsizetype length = end > at && input[end - 1] == '\r' ? end - 1 - at : end - at;
    return {input.sliced(at, length), end + 1};
}

/// Method SP Request-URI SP SIP/2.0, or SIP/2.0 SP status SP reason.
bool readStartLine(QByteArrayView line, SipMessage &message)
{
    const qsizetype space = line.indexOf(' ');
    if (space <= 0 || line.contains('\r') || line.contains('\0'))
        return false;
    if (line.first(space).startsWith("SIP/")) {
        const auto status = wholeNumber(line.sliced(space + 1).first(qMin(qsizetype(3), line.size() - space - 1)));
        const bool isEnd = line.size() == space + 4 || (line.size() > space + 4 && line[space + 4] == ' ');
        if (line.first(space) != "SIP/2.0" || !status || *status < 100 || *status > 699 || !isEnd)
            return false;
        message.status = int(*status);
        message.reason = oneLine(line.sliced(space + 4).toByteArray());
        return true;
    }
    const qsizetype last = line.lastIndexOf(' ');
    if (!isToken(line.first(space)) || last <= space || !line.sliced(last + 1).startsWith("SIP/"))
        return false;
    message.method = line.first(space).toByteArray();
    message.requestUri = line.sliced(space + 1, last - space - 1).toByteArray();
    message.reason = line.sliced(last + 1).toByteArray(); // the version, for flawOf()
    return true;
}

/// Headers that are lists by the grammar of RFC 3261; in others a comma is a comma.
bool isList(QByteArrayView name)
{
    static constexpr const char *lists[] = {"Via",    "Contact",     "Route",        "Record-Route",
                                            "Allow",  "Supported",   "Require",      "Proxy-Require",
                                            "Accept", "Unsupported", "Allow-Events", "Content-Encoding"};
    return std::ranges::any_of(lists, [name](const char *list) { return sameName(name, list); });
}

} // namespace

SipMessage SipMessage::request(QByteArray method, QByteArray requestUri)
{
    SipMessage message;
    message.method = std::move(method);
    message.requestUri = std::move(requestUri);
    message.reason = "SIP/2.0";
    return message;
}

SipMessage SipMessage::response(const SipMessage &request, int status, const QByteArray &toTag, const QByteArray &reason)
{
    SipMessage message;
    message.status = status;
    message.reason = reason.isEmpty() ? reasonPhrase(status) : oneLine(reason);
    for (const auto &[name, value] : request.m_fields) {
        const bool isRoute = sameName(name, "Record-Route") && status > 100 && status < 300;
        if (isRoute || sameName(name, "Via") || sameName(name, "From") || sameName(name, "Call-ID") || sameName(name, "CSeq"))
            message.m_fields.append({name, value});
        if (!sameName(name, "To"))
            continue;
        auto to = NameAddr::parse(value);
        const bool needsTag = to && to->tag().isEmpty() && !toTag.isEmpty() && status > 100;
        message.m_fields.append({name, needsTag ? value + ";tag=" + toTag : value});
    }
    return message;
}

std::optional<SipMessage> SipMessage::parse(QByteArrayView datagram)
{
    if (datagram.size() > SipLimits::message)
        return std::nullopt;
    qsizetype at = 0;
    while (at < datagram.size() && (datagram[at] == '\r' || datagram[at] == '\n')) // RFC 3261 7.5
        ++at;
    Line line = lineAt(datagram, at);
    SipMessage message;
    if (line.next < 0 || line.text.size() > SipLimits::line || !readStartLine(line.text, message))
        return std::nullopt;
    for (;;) {
        line = lineAt(datagram, line.next);
        if (line.next < 0)
            return std::nullopt; // the headers do not end
        if (line.text.isEmpty())
            break;
        if (line.text[0] == ' ' || line.text[0] == '\t') { // goes on with the line before
            if (message.m_fields.isEmpty() || message.m_fields.last().second.size() + line.text.size() > SipLimits::line)
                return std::nullopt;
            QByteArray &value = message.m_fields.last().second;
            value = oneLine(value + ' ' + line.text.trimmed().toByteArray());
            continue;
        }
        const qsizetype colon = line.text.indexOf(':');
        if (colon <= 0 || line.text.size() > SipLimits::line || message.m_fields.size() >= SipLimits::headers
            || !isToken(line.text.first(colon).trimmed()))
            return std::nullopt;
        message.m_fields.append({longName(line.text.first(colon).trimmed()), oneLine(line.text.sliced(colon + 1).toByteArray())});
    }
    message.body = datagram.sliced(line.next).toByteArray();
    if (const auto length = wholeNumber(message.header("Content-Length")); length && qsizetype(*length) < message.body.size())
        message.body.truncate(qsizetype(*length));
    return message;
}

QByteArray SipMessage::header(QByteArrayView name) const
{
    for (const Field &field : m_fields) {
        if (sameName(field.first, name))
            return field.second;
    }
    return {};
}

bool SipMessage::has(QByteArrayView name) const
{
    return std::ranges::any_of(m_fields, [name](const Field &field) { return sameName(field.first, name); });
}

QList<QByteArray> SipMessage::values(QByteArrayView name) const
{
    QList<QByteArray> all;
    for (const auto &[key, value] : m_fields) {
        if (!sameName(key, name))
            continue;
        const auto parts = isList(name) ? splitOutside(value, ',') : std::nullopt;
        if (!parts) {
            all.append(value);
            continue;
        }
        for (const QByteArrayView part : *parts) {
            if (!part.isEmpty())
                all.append(part.toByteArray());
        }
    }
    return all;
}

void SipMessage::add(const QByteArray &name, const QByteArray &value)
{
    if (isToken(name))
        m_fields.append({name, oneLine(value)});
}

void SipMessage::addFirst(const QByteArray &name, const QByteArray &value)
{
    if (isToken(name))
        m_fields.prepend({name, oneLine(value)});
}

void SipMessage::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    add(name, value);
}

void SipMessage::remove(QByteArrayView name)
{
    m_fields.removeIf([name](const Field &field) { return sameName(field.first, name); });
}

std::optional<Via> SipMessage::topVia() const
{
    const QList<QByteArray> vias = values("Via");
    return vias.isEmpty() ? std::nullopt : Via::parse(vias.first());
}

std::optional<NameAddr> SipMessage::contact() const
{
    const QList<QByteArray> contacts = values("Contact");
    return contacts.isEmpty() ? std::nullopt : NameAddr::parse(contacts.first());
}

void SipMessage::replaceTopVia(const Via &via)
{
    QList<QByteArray> vias = values("Via");
    if (vias.isEmpty())
        return;
    vias.first() = via.toBytes();
    remove("Via");
    for (auto it = vias.crbegin(); it != vias.crend(); ++it)
        addFirst("Via", *it);
}

void SipMessage::setBody(const QByteArray &type, const QByteArray &content)
{
    set("Content-Type", type);
    body = content;
}

QByteArray SipMessage::toBytes() const
{
    QByteArray bytes = isRequest() ? method + ' ' + requestUri + ' ' + (reason.isEmpty() ? QByteArray("SIP/2.0") : reason)
                                   : "SIP/2.0 " + QByteArray::number(status) + ' ' + reason;
    bytes += "\r\n";
    for (const auto &[name, value] : m_fields) {
        if (!sameName(name, "Content-Length"))
            bytes += name + ": " + value + "\r\n";
    }
    return bytes + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

std::optional<SipFlaw> flawOf(const SipMessage &message)
{
    const auto via = message.topVia();
    const auto cseq = message.cseq();
    const auto once = [&message](const char *name) {
        return std::ranges::count_if(message.fields(), [name](const auto &field) { return sameName(field.first, name); }) == 1;
    };
    if (!via || !cseq || !once("From") || !once("To") || !once("Call-ID") || !once("CSeq") || message.callId().isEmpty())
        return SipFlaw{0, "Missing what an answer is made of"};
    if (!message.from())
        return SipFlaw{400, "Malformed From"};
    if (!message.to())
        return SipFlaw{400, "Malformed To"};
    if (std::ranges::any_of(message.values("Via"), [](const QByteArray &value) { return !Via::parse(value); }))
        return SipFlaw{400, "Malformed Via"};
    if (const QByteArray length = message.header("Content-Length"); message.has("Content-Length")) {
        const auto number = wholeNumber(length);
        if (!number)
            return SipFlaw{400, "Malformed Content-Length"};
        if (qsizetype(*number) > message.body.size())
            return SipFlaw{400, "Body shorter than Content-Length"};
    }
    if (message.isResponse())
        return {};
    if (message.reason != "SIP/2.0")
        return SipFlaw{505, reasonPhrase(505)};
    if (cseq->method != message.method)
        return SipFlaw{400, "CSeq names another method"};
    const qsizetype colon = message.requestUri.indexOf(':');
    if (colon > 0 && isToken(QByteArrayView(message.requestUri).first(colon)) && !sameName(message.requestUri.first(colon), "sip")
        && !sameName(message.requestUri.first(colon), "sips"))
        return SipFlaw{416, reasonPhrase(416)};
    if (!SipUri::parse(message.requestUri))
        return SipFlaw{400, "Malformed Request-URI"};
    if (const QByteArray forwards = message.header("Max-Forwards"); message.has("Max-Forwards")) {
        const auto number = wholeNumber(forwards);
        if (!number || *number > 255)
            return SipFlaw{400, "Malformed Max-Forwards"};
    }
    return {};
}

QByteArray reasonPhrase(int status)
{
    struct Phrase {
        int status;
        const char *text;
    };
    static constexpr Phrase phrases[] = {
        {100, "Trying"},
        {180, "Ringing"},
        {183, "Session Progress"},
        {200, "OK"},
        {202, "Accepted"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {407, "Proxy Authentication Required"},
        {408, "Request Timeout"},
        {413, "Request Entity Too Large"},
        {415, "Unsupported Media Type"},
        {416, "Unsupported URI Scheme"},
        {420, "Bad Extension"},
        {423, "Interval Too Brief"},
        {480, "Temporarily Unavailable"},
        {481, "Call/Transaction Does Not Exist"},
        {482, "Loop Detected"},
        {483, "Too Many Hops"},
        {484, "Address Incomplete"},
        {486, "Busy Here"},
        {487, "Request Terminated"},
        {488, "Not Acceptable Here"},
        {489, "Bad Event"},
        {491, "Request Pending"},
        {500, "Server Internal Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {504, "Server Time-out"},
        {505, "Version Not Supported"},
        {600, "Busy Everywhere"},
        {603, "Decline"},
        {604, "Does Not Exist Anywhere"},
    };
    const auto *found = std::ranges::find(phrases, status, &Phrase::status);
    return found == std::end(phrases) ? "Status " + QByteArray::number(status) : QByteArray(found->text);
}

SipFramer::Outcome SipFramer::next()
{
    while (m_missing < 0 && m_input.startsWith("\r\n")) {
        if (m_input.startsWith("\r\n\r\n")) {
            m_input.remove(0, 4);
            return Outcome::Ping;
        }
        if (m_input.size() == 2 || m_input == "\r\n\r")
            return Outcome::NeedMore;
        m_input.remove(0, 2); // the answer to a ping of ours
    }
    if (m_missing < 0) {
        const qsizetype end = m_input.indexOf("\r\n\r\n", qMax(qsizetype(0), m_searched - 3));
        m_searched = m_input.size();
        if (end < 0)
            return m_input.size() > SipLimits::message ? Outcome::Wrong : Outcome::NeedMore;
        auto head = SipMessage::parse(QByteArrayView(m_input).first(end + 4));
        const auto length =
            head && head->has("Content-Length") ? wholeNumber(head->header("Content-Length")) : std::optional<quint32>(0);
        if (!head || !length || end + 4 + qsizetype(*length) > SipLimits::message)
            return Outcome::Wrong;
        m_message = *std::move(head);
        m_missing = qsizetype(*length);
        m_input.remove(0, end + 4);
    }
    if (m_input.size() < m_missing)
        return Outcome::NeedMore;
    m_message.body = m_input.first(m_missing);
    m_input.remove(0, m_missing);
    m_missing = -1;
    m_searched = 0;
    return Outcome::Message;
}

} // namespace milassist::sip
