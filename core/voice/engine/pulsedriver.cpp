// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/pulsedriver.h"

#include "core/base/logging.h"
#include "core/voice/engine/filesound.h"

#include <mediastreamer2/msfactory.h>
#include <mediastreamer2/msfilter.h>
#include <mediastreamer2/mssndcard.h>

#include <dlfcn.h>

#include <atomic>
#include <cstring>

struct pa_operation;

// The library waits for its questions to the sound server to be answered, and one that ends with the server never is: it
// would wait for good, or, where the question could not even be asked, end the process. These two stand before libpulse's own.
namespace {

constexpr int answered = 1, cancelled = 2; // PA_OPERATION_DONE, PA_OPERATION_CANCELLED

template <typename Function>
Function libpulses(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

[[gnu::visibility("default")]] int pa_operation_get_state(const pa_operation *operation)
{
    static const auto stateOf = libpulses<int (*)(const pa_operation *)>("pa_operation_get_state");
    const int state = operation && stateOf ? stateOf(operation) : cancelled;
    return state == cancelled ? answered : state;
}

[[gnu::visibility("default")]] void pa_operation_unref(pa_operation *operation)
{
    static const auto unref = libpulses<void (*)(pa_operation *)>("pa_operation_unref");
    if (operation && unref)
        unref(operation);
}

} // extern "C"

namespace milassist {

namespace {

MSSndCardDesc *driver = nullptr; // the library's own, changed in place
MSSndCardDesc original;
MSFilterFunc readerUninit = nullptr, writerUninit = nullptr;
std::atomic<int> openStreams = 0;
std::atomic<bool> hasServer = true;
bool isConnected = false;

// The driver counts each look for devices and lets go of its connection only after as many unloads: keep it at one. On a
// server that is gone it would ask a connection whose end it may not have noticed yet.
void detect(MSSndCardManager *manager)
{
    if (!hasServer)
        return;
    original.detect(manager);
    if (std::exchange(isConnected, true))
        original.unload(manager);
}

void unload(MSSndCardManager *manager)
{
    if (std::exchange(isConnected, false))
        original.unload(manager);
}

void closeReader(MSFilter *filter)
{
    readerUninit(filter);
    --openStreams;
}

void closeWriter(MSFilter *filter)
{
    writerUninit(filter);
    --openStreams;
}

void watch(MSFilter *filter, MSFilterFunc &kept, MSFilterFunc ours)
{
    if (filter->desc->uninit != ours) {
        kept = filter->desc->uninit;
        filter->desc->uninit = ours;
    }
    ++openStreams;
}

MSFilter *createReader(MSSndCard *card)
{
    if (!hasServer)
        return FileSoundCard::silentReader(ms_snd_card_get_factory(card));
    MSFilter *filter = original.create_reader(card);
    if (filter)
        watch(filter, readerUninit, &closeReader);
    return filter;
}

MSFilter *createWriter(MSSndCard *card)
{
    if (!hasServer)
        return FileSoundCard::silentWriter(ms_snd_card_get_factory(card));
    MSFilter *filter = original.create_writer(card);
    if (filter)
        watch(filter, writerUninit, &closeWriter);
    return filter;
}

} // namespace

void PulseDriver::guard(_MSFactory *factory)
{
    m_factory = factory;
    hasServer = true;
    isConnected = true; // it looked once when the factory was made
    for (auto *at = ms_factory_get_snd_card_manager(factory)->descs; at && !driver; at = at->next) {
        auto *found = static_cast<MSSndCardDesc *>(at->data);
        if (std::strcmp(found->driver_type, name) != 0 || !found->unload || !found->create_reader || !found->create_writer)
            continue;
        driver = found;
        original = *found;
        driver->detect = &detect;
        driver->unload = &unload;
        driver->create_reader = &createReader;
        driver->create_writer = &createWriter;
    }
}

void PulseDriver::setServer(bool isThere)
{
    hasServer = isThere;
}

int PulseDriver::streams() const
{
    return openStreams;
}

void PulseDriver::letGo()
{
    if (driver && m_factory)
        driver->unload(ms_factory_get_snd_card_manager(m_factory));
}

} // namespace milassist
