// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/leg.h" // its signals are made here
