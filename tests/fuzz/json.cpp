// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of Twilio, or of whoever stands between: pages, records and refusals.
#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/domain/recording.h"
#include "core/twilio/apierror.h"
#include "core/twilio/records.h"
#include "tests/fuzz/input.h"

using namespace milassist;

namespace
{

/// What was read survives being kept in SQL and can be exported.
template <typename Record>
void promiseItKeeps(const Record &record)
{
    forEachField<Record>([&record]<typename M>(const Field<Record, M> &field) {
        const M &value = record.*field.member;
        if constexpr (requires { Codec<M>::toSql(value); }) {
            PROMISE(Codec<M>::fromSql(Codec<M>::toSql(value)) == value);
            (void)Codec<M>::toText(value);
        }
    });
}

template <typename Record>
void readAs(const QByteArray &bytes, std::string_view key)
{
    if (const Result<Page<Record>> page = readPage<Record>(bytes, key)) {
        PROMISE(page->skipped >= 0);
        for (const Record &record : page->records) {
            PROMISE(isUsable(record));
            promiseItKeeps(record);
        }
    } else {
        PROMISE(page.error().kind == Error::Kind::Malformed);
    }
    if (const Result<Record> record = readRecord<Record>(bytes))
        promiseItKeeps(*record);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = inputOf(data, size).toByteArray();
    readAs<Call>(bytes, "calls");
    readAs<Message>(bytes, "messages");
    readAs<Recording>(bytes, "recordings");
    readAs<Transcription>(bytes, "transcriptions");
    readAs<IncomingNumber>(bytes, "incoming_phone_numbers");
    readAs<AvailableNumber>(bytes, "available_phone_numbers");
    PROMISE(refusalFrom(bytes).message.size() <= 300);
    return 0;
}
