// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/peers.h"

namespace milassist {
using namespace Qt::StringLiterals;

bool Peers::startPhone(BaresipPhone &phone, BaresipSetup setup)
{
    setup.folder = path(setup.user);
    setup.domain = u"acme.sip.test"_s;
    setup.server = u"127.0.0.1"_s;
    setup.serverPort = setup.transport == "tls"_L1 ? m_ports.tls : m_ports.sip;
    setup.trusts = path(u"ca.pem"_s);
    const bool isRegistered = phone.start(setup) && waitFor([&phone] { return phone.isRegistered(); });
    if (!isRegistered)
        qWarning() << setup.user << phone.output().right(3000);
    return isRegistered;
}

bool Peers::startEncryptedEcho()
{
    return startPhone(m_echoPhone, {.user = u"echo"_s,
                                    .password = u"Ech0-0f-All"_s,
                                    .transport = u"tls"_s,
                                    .encrypts = true,
                                    .echoes = true,
                                    .port = m_ports.echo,
                                    .media = m_ports.media});
}

bool Peers::startBaresip(const QString &wav, bool answers, const QString &transport, bool encrypts)
{
    return startPhone(m_baresip, {.user = u"bob"_s,
                                  .password = u"Bui1der-Bob-42"_s,
                                  .transport = transport,
                                  .says = wav,
                                  .answers = answers,
                                  .encrypts = encrypts,
                                  .port = m_ports.baresip,
                                  .media = m_ports.media + 100,
                                  .control = m_ports.control});
}

bool Peers::startOpusPhone(const QString &wav, const QString &transport, bool encrypts)
{
    return startPhone(m_opusPhone, {.user = u"carol"_s,
                                    .password = u"Chr1stmas-Carol"_s,
                                    .transport = transport,
                                    .says = wav,
                                    .answers = true,
                                    .encrypts = encrypts,
                                    .codecs = u"opus/48000/2"_s,
                                    .port = m_ports.opus,
                                    .media = m_ports.media + 200});
}

} // namespace milassist
