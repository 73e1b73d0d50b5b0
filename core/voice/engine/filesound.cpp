// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/filesound.h"

#include <QFile>
#include <QHash>
#include <QtEndian>

#include <mediastreamer2/msfilter.h>
#include <mediastreamer2/mssndcard.h>
#include <mediastreamer2/msticker.h>

#include <mutex>

namespace milassist {
using namespace Qt::StringLiterals;

struct FileSoundCard::State {
    std::mutex mutex;
    QList<FileSound::Device> devices;
    QHash<QString, int> streams; // heard so far, by folder: each gets a file of its own

    FileSound::Device device(const char *name)
    {
        const std::scoped_lock lock(mutex);
        for (const FileSound::Device &device : devices) {
            if (device.name == QLatin1StringView(name))
                return device;
        }
        return {};
    }
    int nextStream(const QString &folder)
    {
        const std::scoped_lock lock(mutex);
        return ++streams[folder];
    }
};

namespace {

constexpr int rate = 16000;
constexpr qsizetype wavHeader = 44;

std::shared_ptr<FileSoundCard::State> state; // the library's callbacks have nothing but globals

// 16 kHz, mono, 16 bit and nothing else: these files are made by us.
QList<qint16> samplesOf(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    const qsizetype data = bytes.indexOf("data");
    if (data < 0 || bytes.size() < data + 8)
        return {};
    QList<qint16> samples((bytes.size() - data - 8) / 2);
    qFromLittleEndian<qint16>(bytes.constData() + data + 8, samples.size(), samples.data());
    return samples;
}

struct Reader {
    QList<qint16> samples;
    qsizetype at = 0;
};

struct Writer {
    QFile file;
    void openNext(const FileSound::Device &device)
    {
        if (device.hears.isEmpty())
            return;
        file.setFileName(u"%1/heard-%2.wav"_s.arg(device.hears).arg(state->nextStream(device.hears)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return;
        QByteArray header("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\0\0\0\0", wavHeader);
        qToLittleEndian<quint32>(rate, header.data() + 24);
        qToLittleEndian<quint32>(rate * 2, header.data() + 28);
        file.write(header);
    }
    void close()
    {
        if (!file.isOpen())
            return;
        const auto size = quint32(file.size());
        const auto put = [this](qint64 at, quint32 value) {
            QByteArray bytes(4, '\0');
            qToLittleEndian<quint32>(value, bytes.data());
            file.seek(at);
            file.write(bytes);
        };
        put(4, size - 8);
        put(40, size - wavHeader);
        file.close();
    }
};

void readerInit(MSFilter *filter) { filter->data = new Reader; }
void readerUninit(MSFilter *filter) { delete static_cast<Reader *>(filter->data); }
void readerProcess(MSFilter *filter)
{
    auto *reader = static_cast<Reader *>(filter->data);
    const int count = rate * int(filter->ticker->interval) / 1000;
    mblk_t *block = allocb(size_t(count) * 2, 0);
    auto *out = reinterpret_cast<qint16 *>(block->b_wptr);
    for (int i = 0; i < count; ++i) {
        out[i] = reader->samples.isEmpty() ? qint16(0) : reader->samples.at(reader->at);
        reader->at = reader->samples.isEmpty() ? 0 : (reader->at + 1) % reader->samples.size();
    }
    block->b_wptr += count * 2;
    ms_queue_put(filter->outputs[0], block);
}

void writerInit(MSFilter *filter) { filter->data = new Writer; }
void writerUninit(MSFilter *filter)
{
    auto *writer = static_cast<Writer *>(filter->data);
    writer->close();
    delete writer;
}
void writerProcess(MSFilter *filter)
{
    auto *writer = static_cast<Writer *>(filter->data);
    while (mblk_t *block = ms_queue_get(filter->inputs[0])) {
        if (writer->file.isOpen())
            writer->file.write(reinterpret_cast<const char *>(block->b_rptr), block->b_wptr - block->b_rptr);
        freemsg(block);
    }
}

int tellRate(MSFilter *, void *value) { return *static_cast<int *>(value) = rate, 0; }
int takeRate(MSFilter *, void *value) { return *static_cast<int *>(value) == rate ? 0 : -1; }
int tellChannels(MSFilter *, void *value) { return *static_cast<int *>(value) = 1, 0; }
int takeChannels(MSFilter *, void *value) { return *static_cast<int *>(value) == 1 ? 0 : -1; }

MSFilterMethod methods[] = {{MS_FILTER_GET_SAMPLE_RATE, &tellRate},
                            {MS_FILTER_SET_SAMPLE_RATE, &takeRate},
                            {MS_FILTER_GET_NCHANNELS, &tellChannels},
                            {MS_FILTER_SET_NCHANNELS, &takeChannels},
                            {0, nullptr}};

MSFilterDesc readerDesc = {.id = MS_FILTER_PLUGIN_ID, .name = "MilAssistFileReader", .text = "says a file", .category = MS_FILTER_OTHER,
                           .enc_fmt = nullptr, .ninputs = 0, .noutputs = 1, .init = &readerInit, .preprocess = nullptr,
                           .process = &readerProcess, .postprocess = nullptr, .uninit = &readerUninit, .methods = methods, .flags = 0};
MSFilterDesc writerDesc = {.id = MS_FILTER_PLUGIN_ID, .name = "MilAssistFileWriter", .text = "hears into a file", .category = MS_FILTER_OTHER,
                           .enc_fmt = nullptr, .ninputs = 1, .noutputs = 0, .init = &writerInit, .preprocess = nullptr,
                           .process = &writerProcess, .postprocess = nullptr, .uninit = &writerUninit, .methods = methods, .flags = 0};

MSFilter *createReader(MSSndCard *card)
{
    MSFilter *filter = ms_factory_create_filter_from_desc(ms_snd_card_get_factory(card), &readerDesc);
    static_cast<Reader *>(filter->data)->samples = samplesOf(state->device(card->name).says);
    return filter;
}

MSFilter *createWriter(MSSndCard *card)
{
    MSFilter *filter = ms_factory_create_filter_from_desc(ms_snd_card_get_factory(card), &writerDesc);
    static_cast<Writer *>(filter->data)->openNext(state->device(card->name));
    return filter;
}

void detect(MSSndCardManager *manager);
MSSndCard *duplicate(MSSndCard *card);

MSSndCardDesc cardDesc = {.driver_type = FileSoundCard::driver, .detect = &detect, .init = nullptr, .set_level = nullptr,
                          .get_level = nullptr, .set_capture = nullptr, .set_control = nullptr, .get_control = nullptr,
                          .create_reader = &createReader, .create_writer = &createWriter, .uninit = nullptr, .duplicate = &duplicate,
                          .unload = nullptr, .usage_hint = nullptr, .audio_session_activated = nullptr, .callkit_enabled = nullptr,
                          .audio_route_changed = nullptr, .configure = nullptr, .reload_requested = nullptr};

MSSndCard *duplicate(MSSndCard *card)
{
    MSSndCard *copy = ms_snd_card_new_with_name(&cardDesc, card->name);
    copy->capabilities = card->capabilities;
    return copy;
}

void add(MSSndCardManager *manager, const char *name)
{
    MSSndCard *card = ms_snd_card_new_with_name(&cardDesc, name);
    card->capabilities = MS_SND_CARD_CAP_CAPTURE | MS_SND_CARD_CAP_PLAYBACK;
    ms_snd_card_manager_add_card(manager, card);
}

void detect(MSSndCardManager *manager)
{
    if (!state)
        return;
    QList<FileSound::Device> devices;
    {
        const std::scoped_lock lock(state->mutex);
        devices = state->devices;
    }
    for (const FileSound::Device &device : devices)
        add(manager, device.name.toLatin1().constData());
    add(manager, FileSoundCard::nothing);
}

} // namespace

FileSoundCard::FileSoundCard() : m_state(std::make_shared<State>())
{
    state = m_state;
}

FileSoundCard::~FileSoundCard()
{
    state.reset();
}

void FileSoundCard::install(_MSFactory *factory)
{
    ms_snd_card_manager_register_desc(ms_factory_get_snd_card_manager(factory), &cardDesc);
}

_MSFilter *FileSoundCard::silentReader(_MSFactory *factory)
{
    return ms_factory_create_filter_from_desc(factory, &readerDesc);
}

_MSFilter *FileSoundCard::silentWriter(_MSFactory *factory)
{
    return ms_factory_create_filter_from_desc(factory, &writerDesc);
}

void FileSoundCard::plug(const QList<FileSound::Device> &devices)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->devices = devices;
}

} // namespace milassist
