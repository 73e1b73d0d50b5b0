// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of webhooks and of REST requests: application/x-www-form-urlencoded.
#include "core/http/form.h"
#include "tests/fuzz/input.h"

using namespace milassist;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Form form = Form::parse(inputOf(data, size));

    // What was understood once is understood the same way for ever, with either spelling of a space.
    PROMISE(Form::parse(form.encoded("+")) == form);
    PROMISE(Form::parse(form.encoded("%20")) == form);
    for (const Form::Field &field : form.fields())
        PROMISE(form.contains(field.name) && form.values(field.name).contains(field.value));
    return 0;
}
