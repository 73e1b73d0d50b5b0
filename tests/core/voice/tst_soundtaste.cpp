// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/soundtaste.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

QList<QByteArray> idsOf(const QList<SoundTaste::Device> &devices)
{
    QList<QByteArray> ids;
    for (const SoundTaste::Device &device : devices)
        ids.append(device.id);
    return ids;
}

} // namespace

class TestSoundTaste : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itIsKeptWithNames()
    {
        const SoundTaste taste{.microphones = {{"j", u"Jabra"_s}, {"b", u"Built-in"_s}}, .speakers = {{"s", u"Sp\u00e4ker \"x\""_s}}, .ringer = {"r", u"Desk"_s}};
        QCOMPARE(SoundTaste::fromBytes(taste.toBytes()), taste);
        QCOMPARE(SoundTaste::fromBytes({}), SoundTaste());
        QCOMPARE(SoundTaste::fromBytes("no json"), SoundTaste());
    }

    void whatAnEarlierVersionKeptIsRead()
    {
        const SoundTaste taste = SoundTaste::fromBytes(R"({"microphones":["PulseAudio Unknown: Jabra Elite"],"speakers":["x"],"echoCanceller":true})");
        QCOMPARE(taste.microphones, (QList<SoundTaste::Device>{{"PulseAudio Unknown: Jabra Elite", u"Jabra Elite"_s}}));
        QCOMPARE(taste.speakers, (QList<SoundTaste::Device>{{"x", u"x"_s}}));
    }

    void choosingOneKeepsTheOrderOfTheOthersAlsoOfThoseNotPluggedIn()
    {
        const SoundTaste before{.microphones = {{"j", u"Jabra"_s}, {"b", u"Built-in"_s}}};
        const DevicesChanged now{.devices = {{"b", u"Built-in"_s, true, true}, {"w", u"Webcam"_s, true, false}, {"h", u"Screen"_s, false, true}}, .microphone = "b"};

        const SoundTaste after = withChosen(before, SoundEnd::Microphone, "w", now);

        QCOMPARE(idsOf(after.microphones), (QList<QByteArray>{"w", "j", "b"}));
        QCOMPARE(after.microphones[1].name, u"Jabra"_s);
        QVERIFY(after.speakers.isEmpty());
    }

    void theFirstChoicePutsWhatWasUsedSecond()
    {
        const DevicesChanged now{.devices = {{"a", u"A"_s, true, true}, {"b", u"B"_s, true, true}, {"c", u"C"_s, true, true}}, .microphone = {}, .speaker = "b"};
        QCOMPARE(idsOf(withChosen({}, SoundEnd::Speaker, "c", now).speakers), (QList<QByteArray>{"c", "b", "a"}));
    }

    void whatIsWornIsNoLoudspeaker()
    {
        QVERIFY(isHeadset(u"Jabra Evolve2 65"_s));
        QVERIFY(isHeadset(u"USB Headset Mono"_s));
        QVERIFY(!isHeadset(u"Built-in Audio Analog Stereo"_s));
    }
};

QTEST_APPLESS_MAIN(TestSoundTaste)
#include "tst_soundtaste.moc"
