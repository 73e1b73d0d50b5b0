// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/ringer.h"

#include <QSignalSpy>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

/// Sound devices that the test plugs in and pulls out; notes what was started on which.
class PluggedOut : public AudioOut {
public:
    Result<> start(QIODevice &source, int, int, const QByteArray &device) override
    {
        const bool isThere = std::ranges::any_of(plugged, [&](const AudioDevice &one) { return device.isEmpty() || one.id == device; });
        started.append(isThere ? device : "refused " + device);
        bytes = isThere ? source.read(40).size() : 0;
        if (!isThere)
            return fail(Error::Kind::Unavailable, u"not there"_s);
        return {};
    }
    void pause() override {}
    void resume() override {}
    void stop() override { ++stops; }
    qint64 heardFrames() const override { return 0; }
    void setVolume(double) override {}
    QList<AudioDevice> devices() const override { return plugged; }

    QList<AudioDevice> plugged{{"desk", u"Desk speakers"_s, true}, {"jabra", u"Jabra"_s}};
    QList<QByteArray> started;
    qint64 bytes = 0;
    int stops = 0;
};

struct Scene {
    PluggedOut *out = nullptr;
    Ringer ringer{[this] {
        auto made = std::make_unique<PluggedOut>();
        out = made.get();
        return made;
    }};
    Scene() { ringer.devices(); }
};

} // namespace

class TestRinger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itRingsOnTheChosenDevice()
    {
        Scene scene;
        scene.ringer.setDevice("jabra");
        scene.ringer.play(Ringer::Sound::Ring);
        QCOMPARE(scene.out->started, QList<QByteArray>{"jabra"});
    }

    void pulledOutWhileItRingsItGoesOnOnTheSystemsOwnAndTheChoiceStays()
    {
        Scene scene;
        scene.ringer.setDevice("jabra");
        scene.ringer.play(Ringer::Sound::Ring);

        Q_EMIT scene.out->failed({.kind = Error::Kind::Unavailable, .detail = u"gone"_s});

        QCOMPARE(scene.out->started, (QList<QByteArray>{"jabra", ""}));
        QCOMPARE(scene.ringer.device(), "jabra"_ba);
        scene.ringer.play(Ringer::Sound::None);
        scene.ringer.play(Ringer::Sound::Ring);
        QCOMPARE(scene.out->started.last(), "jabra"_ba);
    }

    void aSoundSystemThatIsGoneIsNotAskedAgainAndAgainButWhenItIsBack()
    {
        Scene scene;
        scene.ringer.play(Ringer::Sound::Ring);
        const QList<AudioDevice> before = std::exchange(scene.out->plugged, {});
        for (int i = 0; i < 3; ++i)
            Q_EMIT scene.out->failed({.kind = Error::Kind::Unavailable, .detail = u"gone"_s});
        QCOMPARE(scene.out->started.size(), 1);

        scene.out->plugged = before;
        Q_EMIT scene.out->devicesChanged();

        QCOMPARE(scene.out->started, (QList<QByteArray>{"", ""}));
        QVERIFY(scene.out->bytes > 0);
    }

    void forTryingOutItRingsOnceAndSaysWhenItCannot()
    {
        Scene scene;
        scene.ringer.setDevice("desk");
        QVERIFY(scene.ringer.ringOnce());
        QCOMPARE(scene.out->started, QList<QByteArray>{"desk"});
        QCOMPARE(scene.ringer.playing(), Ringer::Sound::None);
        scene.out->plugged.clear();
        QVERIFY(!scene.ringer.ringOnce());
    }

    void aRealCallGoesBeforeTryingOut()
    {
        Scene scene;
        scene.ringer.play(Ringer::Sound::Ring);
        const int stops = scene.out->stops;

        QVERIFY(scene.ringer.ringOnce());
        scene.ringer.stopRinging();

        QCOMPARE(scene.out->started.size(), 1);
        QCOMPARE(scene.out->stops, stops);
    }
};

QTEST_MAIN(TestRinger)
#include "tst_ringer.moc"
