// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/pulsedriver.h"

#include "core/base/logging.h"
#include "core/voice/engine/filesound.h"

#include <mediastreamer2/msfactory.h>
#include <mediastreamer2/msfilter.h>
#include <mediastreamer2/mssndcard.h>

#include <atomic>
#include <cstring>

namespace milassist {

namespace {

MSSndCardDesc *driver = nullptr; // the library's own, changed in place
MSSndCardDesc original;
MSFilterFunc readerUninit = nullptr, writerUninit = nullptr;
std::atomic<int> openStreams = 0;
std::atomic<bool> hasServer = true;
bool isConnected = false;

// The driver counts each look for devices and lets go of its connection only after as many unloads: keep it at one.
void detect(MSSndCardManager *manager)
{
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
