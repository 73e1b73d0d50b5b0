// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/form.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <utility>

namespace milassist {

/// Header fields as received: order, case of names and repetitions are kept; looking up ignores case.
class HttpHeaders {
public:
    using Field = std::pair<QByteArray, QByteArray>;

    HttpHeaders() = default;
    HttpHeaders(std::initializer_list<Field> fields) : m_fields(fields) {}

    QByteArray value(QByteArrayView name) const; ///< the first, empty if there is none
    bool contains(QByteArrayView name) const;
    void add(QByteArray name, QByteArray value) { m_fields.append({std::move(name), std::move(value)}); }
    void set(const QByteArray &name, const QByteArray &value); ///< replaces every field of that name
    const QList<Field> &fields() const { return m_fields; }

private:
    QList<Field> m_fields;
};

/// One request, complete with its body.
struct HttpRequest {
    QByteArray method;      ///< upper case as received: "GET"
    QByteArray target;      ///< the request target exactly as received: signatures are computed over it
    HttpHeaders headers;
    QByteArray body;
    QHostAddress peer;      ///< the other end of the socket; X-Forwarded-For is for the caller to judge
    quint16 peerPort = 0;
    bool isHead = false;    ///< a HEAD request is handed over with method "GET"; its answer loses its body on the way

    QByteArrayView rawPath() const;  ///< the target before '?'
    QByteArrayView rawQuery() const; ///< the target after '?', empty if there is none
    QString path() const;            ///< rawPath, percent-decoded
    Form query() const { return Form::parse(rawQuery()); }
    /// The body as a form if it says that it is one; else empty.
    Form form() const;
};

/// One answer. Content-Length, Date and Connection are added by the server.
struct HttpResponse {
    int status = 200;
    HttpHeaders headers;
    QByteArray body;

    static HttpResponse text(int status, QByteArray text, QByteArray type = "text/plain; charset=utf-8");
    static HttpResponse json(int status, QByteArray json) { return text(status, std::move(json), "application/json"); }
};

/// "Not Found" for 404, "Unknown" for a status we do not know.
QByteArray reasonPhrase(int status);

} // namespace milassist
