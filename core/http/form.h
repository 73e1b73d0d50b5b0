// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace milassist {

/// The fields of a form or of a query, in the order received. Names may repeat (MediaUrl=a&MediaUrl=b).
class Form {
public:
    struct Field {
        QString name, value;
        bool operator==(const Field &) const = default;
    };

    Form() = default;
    Form(std::initializer_list<Field> fields) : m_fields(fields) {}

    /// Reads application/x-www-form-urlencoded: '+' is a space, %xx a byte of UTF-8. A '%' without two hexadecimal
    /// digits stays as it is, an empty piece ("a=1&&b=2") is skipped. Never fails.
    static Form parse(QByteArrayView encoded);

    /// The first value of that name, empty if there is none.
    QString value(QStringView name) const;
    std::optional<QString> find(QStringView name) const; ///< as value(), telling "absent" from "empty"
    QStringList values(QStringView name) const;
    bool contains(QStringView name) const;
    bool isEmpty() const { return m_fields.isEmpty(); }
    const QList<Field> &fields() const { return m_fields; }

    void add(QString name, QString value) { m_fields.append({std::move(name), std::move(value)}); }
    void set(const QString &name, const QString &value); ///< replaces every field of that name
    void remove(QStringView name);

    /// What Twilio sends: everything but unreserved characters as %XX, spaces as @p space ("+" or "%20").
    QByteArray encoded(QByteArrayView space = "+") const;

    bool operator==(const Form &) const = default;

private:
    QList<Field> m_fields;
};

/// %xx decoded into bytes, '+' left alone: for the path of a URL. A stray '%' stays.
QByteArray percentDecoded(QByteArrayView encoded);

} // namespace milassist
