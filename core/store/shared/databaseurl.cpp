// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/databaseurl.h"

#include <libpq-fe.h>

#include <cstring>
#include <memory>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

using ConnectOptions = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

ConnectOptions optionsOf(const QString &url)
{
    char *complaint = nullptr; // quotes the whole URL
    ConnectOptions options(PQconninfoParse(url.toUtf8().constData(), &complaint), &PQconninfoFree);
    PQfreemem(complaint);
    return options;
}

QString valueOf(const ConnectOptions &options, const char *keyword)
{
    for (const PQconninfoOption *option = options.get(); option && option->keyword; ++option) {
        if (std::strcmp(option->keyword, keyword) == 0 && option->val)
            return QString::fromUtf8(option->val);
    }
    return {};
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    if (text.startsWith(u"postgresql://") || text.startsWith(u"postgres://")) {
        if (!optionsOf(text))
            return fail(Error::Kind::Malformed, u"not a PostgreSQL URL that libpq understands"_s);
        return DatabaseUrl(Engine::Postgres, text);
    }
    QString file = text;
    if (file.startsWith(u"sqlite:"))
        file.remove(0, file.startsWith(u"sqlite:///") ? 9 : 7);
    else if (file.contains(u"://"))
        return fail(Error::Kind::Malformed, u"databases are files, sqlite: or postgresql://"_s);
    if (file.isEmpty() || file.endsWith(u'/'))
        return fail(Error::Kind::Malformed, u"the database has no file name"_s);
    return DatabaseUrl(Engine::Sqlite, file);
}

QString DatabaseUrl::described() const
{
    if (m_engine == Engine::Sqlite)
        return u"sqlite:"_s + m_text;
    const ConnectOptions options = optionsOf(m_text);
    return u"postgresql://%1/%2"_s.arg(valueOf(options, "host"), valueOf(options, "dbname"));
}

} // namespace milassist
