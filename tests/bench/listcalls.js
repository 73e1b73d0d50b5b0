// SPDX-License-Identifier: GPL-3.0-or-later
// Lists every call of an account with Twilio's own client and stores nothing. Prints rows and milliseconds.
// node listcalls.js < {"rest":"http://127.0.0.1:PORT","account_sid":"AC...","auth_token":"..."}
'use strict';
const fs = require('fs');
const twilio = require('twilio');

const sandbox = JSON.parse(fs.readFileSync(0, 'utf8'));

// The client as it is, its own HTTP included; only the host is another one.
class Redirected extends twilio.RequestClient {
    request(options) {
        return super.request({...options, uri: options.uri.replace('https://api.twilio.com', sandbox.rest)});
    }
}
const client = twilio(sandbox.account_sid, sandbox.auth_token, {httpClient: new Redirected()});

(async () => {
    const start = process.hrtime.bigint();
    const calls = await client.calls.list({pageSize: 1000});
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(JSON.stringify({rows: calls.length, milliseconds}));
})().catch(error => {
    console.error(error);
    process.exit(1);
});
