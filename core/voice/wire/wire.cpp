// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/wire/wire.h"

#include "core/voice/wire/wirefields.h"

#include <QTimeZone>
#include <QtEndian>

#include <bit>
#include <cmath>
#include <type_traits>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 8192; // bytes
constexpr qsizetype longestList = 256;

template <typename T, template <typename...> typename Of>
constexpr bool isA = false;
template <template <typename...> typename Of, typename... Ts>
constexpr bool isA<Of<Ts...>, Of> = true;

class Writer {
public:
    QByteArray bytes;

    template <typename T>
    void put(const T &value)
    {
        if constexpr (std::is_enum_v<T>) {
            number(quint8(value));
        } else if constexpr (std::is_same_v<T, bool>) {
            number(quint8(value));
        } else if constexpr (std::is_same_v<T, char>) {
            number(quint8(value));
        } else if constexpr (std::is_integral_v<T>) {
            number(std::make_unsigned_t<T>(value));
        } else if constexpr (std::is_same_v<T, float>) {
            number(std::bit_cast<quint32>(value));
        } else if constexpr (std::is_same_v<T, double>) {
            number(std::bit_cast<quint64>(value));
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            number(quint16(qMin(value.size(), longestText)));
            bytes.append(value.left(longestText));
        } else if constexpr (std::is_same_v<T, QString>) {
            put(value.toUtf8());
        } else if constexpr (std::is_same_v<T, Secret>) {
            put(value.reveal());
        } else if constexpr (std::is_same_v<T, QUuid>) {
            put(value.toRfc4122());
        } else if constexpr (std::is_same_v<T, QDateTime>) {
            put(value.isValid() ? value.toMSecsSinceEpoch() : qint64(0));
        } else if constexpr (std::is_same_v<T, std::chrono::seconds>) {
            put(qint64(value.count()));
        } else if constexpr (isA<T, std::optional>) {
            put(value.has_value());
            if (value)
                put(*value);
        } else if constexpr (isA<T, QList>) {
            number(quint16(qMin(value.size(), longestList)));
            for (const auto &item : value.first(qMin(value.size(), longestList)))
                put(item);
        } else if constexpr (isA<T, QMap>) {
            number(quint16(qMin(value.size(), longestList)));
            qsizetype left = longestList;
            for (auto item = value.cbegin(); item != value.cend() && left > 0; ++item, --left) {
                put(item.key());
                put(item.value());
            }
        } else if constexpr (isA<T, std::variant>) {
            number(quint8(value.index()));
            std::visit([this](const auto &kind) { put(kind); }, value);
        } else {
            std::apply([&](auto... field) { (put(value.*field), ...); }, Wire<T>::fields);
        }
    }

private:
    template <typename U>
    void number(U value)
    {
        QByteArray digits(sizeof(U), '\0');
        qToBigEndian<U>(value, digits.data());
        bytes.append(digits);
    }
};

class Reader {
public:
    explicit Reader(const QByteArray &bytes) : m_bytes(bytes) {}

    bool isGood() const { return m_isGood; }
    bool isAtEnd() const { return m_at == m_bytes.size(); }

    template <typename T>
    void take(T &value)
    {
        if constexpr (std::is_enum_v<T>) {
            const auto word = number<quint8>();
            if (word > quint8(lastOf<T>))
                return refuse();
            value = T(word);
        } else if constexpr (std::is_same_v<T, bool>) {
            const auto word = number<quint8>();
            if (word > 1)
                return refuse();
            value = word == 1;
        } else if constexpr (std::is_same_v<T, char>) {
            value = char(number<quint8>());
        } else if constexpr (std::is_integral_v<T>) {
            value = T(number<std::make_unsigned_t<T>>());
        } else if constexpr (std::is_same_v<T, float>) {
            value = std::bit_cast<float>(number<quint32>());
            if (!std::isfinite(value))
                refuse();
        } else if constexpr (std::is_same_v<T, double>) {
            value = std::bit_cast<double>(number<quint64>());
            if (!std::isfinite(value))
                refuse();
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            const qsizetype length = number<quint16>();
            if (length > longestText || length > m_bytes.size() - m_at)
                return refuse();
            value = m_bytes.mid(m_at, length);
            m_at += length;
        } else if constexpr (std::is_same_v<T, QString>) {
            value = QString::fromUtf8(taken<QByteArray>());
        } else if constexpr (std::is_same_v<T, Secret>) {
            value = Secret(taken<QByteArray>());
        } else if constexpr (std::is_same_v<T, QUuid>) {
            const auto bytes = taken<QByteArray>();
            if (bytes.size() != 16)
                return refuse();
            value = QUuid::fromRfc4122(bytes);
        } else if constexpr (std::is_same_v<T, QDateTime>) {
            constexpr qint64 year3000 = 32'503'680'000'000;
            const auto at = taken<qint64>();
            if (at < 0 || at > year3000)
                return refuse();
            value = at == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
        } else if constexpr (std::is_same_v<T, std::chrono::seconds>) {
            const auto seconds = taken<qint64>();
            if (seconds < 0 || seconds > 86'400)
                return refuse();
            value = std::chrono::seconds(seconds);
        } else if constexpr (isA<T, std::optional>) {
            value.reset();
            if (taken<bool>() && m_isGood)
                take(value.emplace());
        } else if constexpr (isA<T, QList>) {
            const qsizetype count = number<quint16>();
            if (count > longestList)
                return refuse();
            value.clear(); // some lists are not empty by default
            for (qsizetype i = 0; i < count && m_isGood; ++i)
                value.append(taken<typename T::value_type>());
        } else if constexpr (isA<T, QMap>) {
            const qsizetype count = number<quint16>();
            if (count > longestList)
                return refuse();
            value.clear(); // some lists are not empty by default
            for (qsizetype i = 0; i < count && m_isGood; ++i) {
                const auto key = taken<typename T::key_type>();
                value.insert(key, taken<typename T::mapped_type>());
            }
        } else if constexpr (isA<T, std::variant>) {
            takeKind(value, number<quint8>(), std::make_index_sequence<std::variant_size_v<T>>());
        } else {
            std::apply([&](auto... field) { (take(value.*field), ...); }, Wire<T>::fields);
        }
    }

    template <typename T>
    T taken()
    {
        T value{};
        take(value);
        return value;
    }

private:
    void refuse() { m_isGood = false; }

    template <typename U>
    U number()
    {
        if (m_bytes.size() - m_at < qsizetype(sizeof(U))) {
            refuse();
            return 0;
        }
        const U value = qFromBigEndian<U>(m_bytes.constData() + m_at);
        m_at += qsizetype(sizeof(U));
        return value;
    }

    template <typename V, size_t... kinds>
    void takeKind(V &value, size_t kind, std::index_sequence<kinds...>)
    {
        const bool known = ((kind == kinds ? (take(value.template emplace<kinds>()), true) : false) || ...);
        if (!known)
            refuse();
    }

    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    bool m_isGood = true;
};

template <typename T>
QByteArray written(const T &value)
{
    Writer writer;
    writer.put(wireVersion);
    writer.put(value);
    return writer.bytes;
}

template <typename T>
Result<T> read(const QByteArray &bytes)
{
    Reader reader(bytes);
    if (reader.taken<quint8>() != wireVersion)
        return fail(Error::Kind::Malformed, u"another version"_s);
    T value;
    reader.take(value);
    if (!reader.isGood() || !reader.isAtEnd())
        return fail(Error::Kind::Malformed, u"not a message of ours"_s);
    return value;
}

} // namespace

QByteArray toWire(const LineCommand &command)
{
    return written(command);
}

QByteArray toWire(const LineEvent &event)
{
    return written(event);
}

Result<LineCommand> commandFromWire(const QByteArray &bytes)
{
    return read<LineCommand>(bytes);
}

Result<LineEvent> eventFromWire(const QByteArray &bytes)
{
    return read<LineEvent>(bytes);
}

} // namespace milassist
