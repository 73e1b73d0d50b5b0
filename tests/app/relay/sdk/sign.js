// SPDX-License-Identifier: GPL-3.0-or-later
// Signs as Twilio's Node SDK does: a line of JSON in, {"token", "url", "fields": [[name, value]]}, a signature out.
'use strict';
const {getExpectedTwilioSignature} = require('twilio/lib/webhooks/webhooks');

require('node:readline').createInterface({input: process.stdin}).on('line', (line) => {
    const asked = JSON.parse(line);
    const fields = Object.create(null);
    for (const [name, value] of asked.fields)
        fields[name] = name in fields ? [].concat(fields[name], value) : value;
    console.log(getExpectedTwilioSignature(asked.token, asked.url.split('#')[0], fields));
});
