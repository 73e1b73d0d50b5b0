// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rest/jsonwriter.h"

#include <span>

namespace milassist::rest {

/// What a resource's JSON has beside the fields of its record. One constant a resource describes it.
struct Look {
    struct Subresource {
        const char *key;  ///< in subresource_uris
        const char *path; ///< below the resource's own uri: "Recordings" -> .../Calls/CA.../Recordings.json
    };

    const char *listKey;              ///< "calls": the array's name in a list
    const char *collection = "";      ///< "Calls": its place under the account, unless the caller knows a longer one
    bool accountSid = true;
    bool apiVersion = false;
    bool uri = true;
    std::span<const Subresource> subresources = {};
};

/// Where records of one answer live.
struct Place {
    QByteArray account;     ///< "AC..."
    QByteArray collection;  ///< "/2010-04-01/Accounts/AC.../Calls/"
};

/// One record as an object, dressed as @p look says. @p more(json, record) adds fields of its own.
template <typename Record, typename More>
void writeRecord(JsonWriter &json, const Record &record, const Look &look, const Place &place, const More &more)
{
    json.beginObject();
    writeFields(json, record);
    if (look.accountSid)
        json.asciiField("account_sid", place.account);
    if (look.apiVersion)
        json.asciiField("api_version", "2010-04-01");
    const QByteArray sid = record.sid.toLatin1();
    if (look.uri)
        json.uriField("uri", place.collection, sid);
    if (!look.subresources.empty()) {
        json.key("subresource_uris");
        json.beginObject();
        for (const auto &[key, path] : look.subresources)
            json.uriField(key, place.collection, sid, path);
        json.endObject();
    }
    more(json, record);
    json.endObject();
}

struct NothingMore {
    template <typename Record>
    void operator()(JsonWriter &, const Record &) const
    {
    }
};

} // namespace milassist::rest
