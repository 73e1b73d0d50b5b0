// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay's events are measured against: twimlpeer.js, and ws, which tells every desk of each call once it is kept. It asks
// nobody who they are, numbers nothing and remembers nothing for those who were away.
// node eventspeer.js FILE.db, with TWILIO_AUTH_TOKEN in the environment; prints {"url":"http://127.0.0.1:PORT"}
'use strict';
const {WebSocketServer} = require('ws');
const {server, kept} = require('./twimlpeer.js');

const desks = new WebSocketServer({server, path: '/api/events', perMessageDeflate: false});
kept.on('call', (call) => {
    const message = JSON.stringify({kind: 'call', body: call});
    for (const desk of desks.clients)
        desk.send(message);
});
