// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay is measured against: express, the webhook() of npm twilio and better-sqlite3. Checks the signature of a call
// that comes in, keeps it once, and answers with a Dial. It decides nothing, counts nothing and tells nobody.
// node twimlpeer.js FILE.db, with TWILIO_AUTH_TOKEN in the environment; prints {"url":"http://127.0.0.1:PORT"}
'use strict';
const Database = require('better-sqlite3');
const EventEmitter = require('node:events');
const express = require('express');
const twilio = require('twilio');

const db = new Database(process.argv[2]);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL'); // as the relay: what is acknowledged survives a power cut
db.exec('CREATE TABLE call (sid TEXT PRIMARY KEY, caller TEXT, line TEXT, status TEXT, at_ms INTEGER)');
const keep = db.prepare('INSERT INTO call VALUES (?, ?, ?, ?, ?) ON CONFLICT (sid) DO NOTHING');

const kept = new EventEmitter();
const app = express();
app.disable('x-powered-by');
app.post('/api/twilio/incoming-call-handler', express.urlencoded({extended: false}), (req, res, next) => check(req, res, next), (req, res) => {
    keep.run(req.body.CallSid, req.body.From, req.body.To, req.body.CallStatus, Date.now());
    kept.emit('call', {call: req.body.CallSid, line: req.body.To, what: 'ringing'});
    const answer = new twilio.twiml.VoiceResponse();
    answer.dial({timeout: 20, answerOnBridge: true, action: '/api/twilio/dial-complete?step=0'}).sip('sip:anna@acme-desk.sip.twilio.com');
    res.type('text/xml').send(answer.toString());
});

let check;
const server = app.listen(0, '127.0.0.1', () => {
    const url = `http://127.0.0.1:${server.address().port}`;
    check = twilio.webhook({url: `${url}/api/twilio/incoming-call-handler`});
    console.log(JSON.stringify({url}));
});

module.exports = {server, kept};
