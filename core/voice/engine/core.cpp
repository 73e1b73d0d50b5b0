// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/core.h"

#include <belle-sip/belle-sip.h>
#include <linphone/core.h>

#include <dlfcn.h>

namespace milassist {

namespace {

void writeSettings(linphone::Config &config, const LineSetup &setup)
{
    struct Number { const char *section, *key; int value; };
    for (const char *key : {"uri", "call_logs_db_uri", "zrtp_secrets_db_uri"})
        config.setString("storage", key, "null"); // no database
    constexpr Number numbers[] = {
        {"sip", "use_ipv6", 0},                    // Twilio's SIP interface speaks IPv4
        {"sip", "reject_duplicated_calls", 0},     // a second call from one caller is no mistake
        {"sip", "inc_timeout", 75},                // how long it rings is up to the caller's side
        {"sip", "refresher_retry_after", 120'000}, // ms; we try again ourselves, sooner
        {"sip", "register_only_when_network_is_up", 1},
        {"sound", "tone_indications", 0},          // its tones crash when the sound server is gone
        {"rtp", "audio_jitt_comp", 40},            // ms to begin with; it grows when packets come unevenly
        {"rtp", "jitter_buffer_min_size", 20},     // and shrinks when they do not: each ms is one that people talk past each other
        {"rtp", "jitter_buffer_max_size", 200},
        {"rtp", "nortp_timeout", 30},
        {"rtp", "rtcp_xr_enabled", 0},
        {"rtp", "rtcp_fb_implicit_rtcp_fb", 0},
        {"rtp", "rtcp_fb_tmmbr_enabled", 0},
        {"misc", "store_friends", 0},
    };
    for (const Number &number : numbers)
        config.setInt(number.section, number.key, number.value);
    if (!setup.instance.isNull())
        config.setString("misc", "uuid", stdString(setup.instance.toString(QUuid::WithoutBraces)));
    // To the library a computer without a way to the internet is offline, but a server on the computer itself is there all the same.
    config.setInt("sip", "auto_net_state_mon", setup.loopbackOnly ? 0 : 1);
    if (setup.loopbackOnly) {
        config.setString("sip", "bind_address", "127.0.0.1");
        config.setString("rtp", "bind_address", "127.0.0.1");
    }
}

int portOf(bool isUsed)
{
    return isUsed ? -2 : 0; // -2: a client's socket, nobody can connect to it; 0: none
}

} // namespace

std::shared_ptr<linphone::Core> startedCore(const LineSetup &setup, const std::shared_ptr<linphone::CoreListener> &listener)
{
    const auto factory = linphone::Factory::get();
    const auto config = factory->createConfig(""); // in memory: no file is ever written
    writeSettings(*config, setup);
    auto core = factory->createCoreWithConfig(config, nullptr);
    core->addListener(listener);
    core->disableChat(linphone::Reason::NotImplemented); // without a database a MESSAGE would be the end
    const auto transports = factory->createTransports();
    transports->setUdpPort(0);
    transports->setTcpPort(0);
    transports->setTlsPort(0);
    transports->setDtlsPort(0);
    core->setTransports(transports);
    core->setUserAgent("MilAssistDesk", MILASSIST_VERSION);
    if (setup.firstRtpPort > 0)
        core->setAudioPortRange(setup.firstRtpPort, setup.firstRtpPort + 99);
    else
        core->setAudioPort(-1);
    core->enableVideoCapture(false);
    core->enableVideoDisplay(false);
    core->start();
    if (setup.loopbackOnly)
        core->setNetworkReachable(true); // nobody else says so then
    core->setMaxCalls(6); // one more than the telephone handles, which says "busy" itself
    core->setRing("");
    core->setRingback("");
    core->setPlayFile(""); // hold is silent: the library would play a file that is not there
    if (setup.lossPercent > 0) {
        OrtpNetworkSimulatorParams loss = {};
        loss.enabled = 1;
        loss.loss_rate = float(setup.lossPercent);
        loss.rtp_only = 1;
        loss.mode = OrtpNetworkSimulatorInbound;
        linphone_core_set_network_simulator_params(core->cPtr(), &loss);
    }
    return core;
}

void applyAccount(linphone::Core &core, const LineAccount &account)
{
    const auto transports = linphone::Factory::get()->createTransports();
    transports->setUdpPort(portOf(account.transport == SipTransport::Udp));
    transports->setTcpPort(portOf(account.transport == SipTransport::Tcp));
    transports->setTlsPort(portOf(account.transport == SipTransport::Tls));
    transports->setDtlsPort(0);
    core.setTransports(transports);
    core.setRootCa(account.caFile.isEmpty() ? "/etc/ssl/certs/ca-certificates.crt" : stdString(account.caFile));

    core.setMediaEncryption(account.srtp == Srtp::Never ? linphone::MediaEncryption::None : linphone::MediaEncryption::SRTP);
    core.setMediaEncryptionMandatory(account.srtp == Srtp::Required);
    core.setSrtpCryptoSuites("AES_CM_128_HMAC_SHA1_80, AES_CM_128_HMAC_SHA1_32");
    core.setUseInfoForDtmf(account.digitsAs == DigitsAs::Info);
    core.setUseRfc2833ForDtmf(account.digitsAs == DigitsAs::SoundEvents);

    std::list<std::shared_ptr<linphone::PayloadType>> ordered;
    const auto all = core.getAudioPayloadTypes();
    for (const auto &type : all)
        type->enable(false);
    for (const SoundCodec codec : account.codecs) {
        const std::string name = codec == SoundCodec::Pcmu ? "PCMU" : codec == SoundCodec::Pcma ? "PCMA" : "opus";
        for (const auto &type : all) {
            if (type->getMimeType() != name)
                continue;
            type->enable(true);
            ordered.push_back(type);
        }
    }
    for (const auto &type : all) {
        if (std::find(ordered.begin(), ordered.end(), type) == ordered.end())
            ordered.push_back(type);
    }
    core.setAudioPayloadTypes(ordered);
}

belle_sip_main_loop *mainLoopOf(linphone::Core &core)
{
    // Exported by the library, missing in its headers.
    using SalOf = void *(*)(const LinphoneCore *);
    using StackOf = void *(*)(void *);
    const auto salOf = reinterpret_cast<SalOf>(dlsym(RTLD_DEFAULT, "linphone_core_get_sal"));
    const auto stackOf = reinterpret_cast<StackOf>(dlsym(RTLD_DEFAULT, "sal_get_stack_impl"));
    if (!salOf || !stackOf)
        return nullptr;
    void *stack = stackOf(salOf(core.cPtr()));
    return stack ? belle_sip_stack_get_main_loop(static_cast<belle_sip_stack_t *>(stack)) : nullptr;
}

} // namespace milassist
