// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/softphone.h"

#include <functional>

namespace milassist {

// For developers and benchmarks only; Settings is where a telephone is set up. All of it is documented in the README.

/// Where telephones connect to instead of their domain: MILASSIST_SIP_SERVER, _PORT, _TRANSPORT, _CA_FILE; and with what sound:
/// _CODECS, as "opus,pcmu".
/// @param value of a variable, empty when it is not set
SipEdge sipEdgeFrom(const std::function<QString(const QString &)> &value);

/// A telephone for this run, instead of the one that is kept: MILASSIST_SIP_USER, _DOMAIN, _PASSWORD; none unless all are set.
std::optional<Softphone> softphoneFrom(const std::function<QString(const QString &)> &value);

} // namespace milassist
