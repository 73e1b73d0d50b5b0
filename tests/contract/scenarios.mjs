// SPDX-License-Identifier: GPL-3.0-or-later
// The webhooks of the guide's scenarios (tests/e2e/sip/tst_scenarios.cpp) against section 11 of the reference, to the letter:
// which parameters each one carries in its place, no more and no fewer, what they say of each other, and in which order they
// come.
import { webhookFaults, signatureOf } from './webhooks.mjs';

const geography = (who) => ['City', 'State', 'Zip', 'Country'].map((what) => who + what);
const isNumber = (party) => /^\+\d/.test(party ?? '');
const isSip = (party) => /^sip:/.test(party ?? '');
const isOver = (f) => ['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(f.CallStatus);

// 11.2: with places for numbers; 11.3: without, and with what the telephone's INVITE said.
const base = (f) => ['AccountSid', 'ApiVersion', 'CallSid', 'CallStatus', 'Direction', 'From', 'Caller', 'To', 'Called',
  ...(isNumber(f.From) ? [...geography('From'), ...geography('Caller')] : []), ...(isNumber(f.To) ? [...geography('To'), ...geography('Called')] : [])];
const invite = (f) => (isSip(f.From) ? ['SipCallId', 'SipDomain', 'SipDomainSid', 'SipSourceIp', 'SipUsername', 'SipHeader_x-line'] : []);
// 11.4
const progress = (f) => [...base(f), 'CallbackSource', 'SequenceNumber', 'Timestamp', ...(isOver(f) ? ['CallDuration', 'SipResponseCode'] : [])];
const leg = (f) => [...progress(f), 'ParentCallSid', ...(isNumber(f.To) && ['ringing', 'in-progress'].includes(f.CallStatus) ? ['StirStatus'] : [])];
const whole = (f) => [...progress(f), 'Duration'];
const tape = ['RecordingUrl', 'RecordingSid', 'RecordingDuration'];
// 11.5
const dialled = (f, wasSip, wasTaped) => [...base(f), ...invite(f), 'DialCallStatus', 'DialCallSid', 'DialCallDuration', 'DialBridged',
  ...(wasTaped ? tape : []), ...(wasSip ? ['DialSipCallId', 'DialSipResponseCode'] : [])];
const kept = (f) => ['RecordingSource', 'RecordingSid', 'RecordingUrl', 'RecordingStatus', 'RecordingChannels', 'ErrorCode', 'CallSid', 'RecordingStartTime', 'AccountSid',
  ...(f.RecordingStatus === 'completed' ? ['RecordingDuration'] : []), ...(f.RecordingSource === 'RecordVerb' ? [] : ['RecordingTrack'])];
const transcribed = () => ['ApiVersion', 'TranscriptionType', 'TranscriptionUrl', 'TranscriptionSid', 'Called', 'RecordingSid', 'CallStatus', 'RecordingUrl', 'From',
  'Direction', 'url', 'AccountSid', 'TranscriptionText', 'Caller', 'TranscriptionStatus', 'CallSid', 'To'];

/** By path: which parameters must be there, and what they must say. */
const places = {
  '/voice': [base, { CallStatus: 'ringing', Direction: 'inbound' }],
  '/phone': [(f) => [...base(f), ...invite(f)], { CallStatus: 'ringing', Direction: 'inbound', From: /^sip:desk1@/, To: /^sip:\+\d+@/, SipUsername: 'desk1', SipSourceIp: '127.0.0.1' }],
  '/leg': [leg, { Direction: 'outbound-dial', To: /^sip:desk1@[^?;]+$/ }],
  '/other': [leg, { Direction: 'outbound-dial', To: /^\+\d+$/ }],
  '/goodbye': [(f) => dialled(f, isNumber(f.From), true), { CallStatus: /^(in-progress|completed)$/, DialCallStatus: 'completed', DialBridged: 'true' }],
  '/mailbox': [(f) => dialled(f, true, false), { CallStatus: 'ringing', DialCallStatus: 'no-answer', DialBridged: 'false', DialCallDuration: '0', DialSipResponseCode: '487' }],
  '/message-kept': [(f) => [...base(f), ...tape, 'Digits'], { CallStatus: 'completed', Digits: 'hangup' }],
  '/message-ready': [kept, { RecordingSource: 'RecordVerb', RecordingStatus: 'completed', RecordingChannels: '1', ErrorCode: '0' }],
  '/message-text': [transcribed, { TranscriptionStatus: 'completed', TranscriptionType: 'fast' }],
  '/recorded': [kept, { RecordingSource: 'DialVerb', RecordingChannels: '2', RecordingTrack: 'both', ErrorCode: '0' }],
  '/status': [whole, { CallStatus: 'completed', SequenceNumber: /^\d+$/ }],
  '/phone-status': [whole, { CallStatus: 'completed' }],
};
// What cannot come before what, in one call. That a caller has left a message and that the call is over is told side by side.
const orders = [
  ['/voice', '/phone', '/leg initiated', '/leg ringing', '/leg in-progress', '/mailbox', '/goodbye', '/status'],
  ['/voice', '/phone', '/leg initiated', '/leg ringing', '/leg in-progress', '/mailbox', '/message-kept', '/message-ready', '/message-text'],
];

const fieldsOf = (entry) => Object.fromEntries(new URLSearchParams(entry.request_body));
const pathOf = (entry) => new URL(entry.url).pathname;
const nameOf = (entry) => pathOf(entry) + (['/leg', '/other'].includes(pathOf(entry)) ? ` ${fieldsOf(entry).CallStatus}` : '');

function placeFaults(entry) {
  const place = places[pathOf(entry)];
  if (!place) return ['is asked for by no document'];
  const fields = fieldsOf(entry), [names, says] = place, wanted = names(fields);
  const faults = wanted.filter((name) => !(name in fields)).map((name) => `${name} is missing`);
  faults.push(...Object.keys(fields).filter((name) => !wanted.includes(name)).map((name) => `${name} does not belong there`));
  for (const [name, value] of Object.entries(says))
    if (value instanceof RegExp ? !value.test(fields[name] ?? '') : fields[name] !== value) faults.push(`${name} is ${fields[name]}, not ${value}`);
  for (const who of ['From', 'To']) // the twin of a parameter says the same
    for (const what of ['', 'City', 'State', 'Zip', 'Country']) {
      const twin = (who === 'From' ? 'Caller' : 'Called') + what;
      if (twin in fields && who + what in fields && fields[who + what] !== fields[twin]) faults.push(`${who + what} and ${twin} differ`);
    }
  if ('RecordingUrl' in fields && !fields.RecordingUrl.endsWith(`/Recordings/${fields.RecordingSid}`)) faults.push('RecordingUrl is not that of RecordingSid');
  if ('TranscriptionUrl' in fields && !fields.TranscriptionUrl.endsWith(`/${fields.RecordingSid}/Transcriptions/${fields.TranscriptionSid}`)) faults.push('TranscriptionUrl is not that of TranscriptionSid');
  return faults;
}

/** One call with everything that was told of it. */
function callFaults(entries) {
  const faults = [];
  const at = (path) => entries.filter((entry) => pathOf(entry) === path).map(fieldsOf);
  const legs = new Map();
  for (const f of [...at('/leg'), ...at('/other')]) legs.set(f.CallSid, [...(legs.get(f.CallSid) ?? []), f]);
  for (const [sid, told] of legs) {
    const numbers = told.map((f) => Number(f.SequenceNumber));
    if (numbers.some((n, i) => n !== i)) faults.push(`leg ${sid}: SequenceNumber ${numbers}`);
    if (told[0].CallStatus !== 'initiated' || !isOver(told.at(-1)) || told.slice(0, -1).some(isOver)) faults.push(`leg ${sid}: ${told.map((f) => f.CallStatus)}`);
  }
  for (const f of [...at('/goodbye'), ...at('/mailbox')]) {
    const end = legs.get(f.DialCallSid)?.at(-1);
    if (!end) faults.push(`DialCallSid ${f.DialCallSid} is no leg of the call`);
    else if (end.CallDuration !== f.DialCallDuration || end.CallStatus !== f.DialCallStatus) faults.push('the action and the leg tell another end');
    else if ('DialSipResponseCode' in f && f.DialSipResponseCode !== end.SipResponseCode) faults.push('the action and the leg tell another SIP code');
  }
  for (const [first, second] of [['/recorded', '/goodbye'], ['/message-ready', '/message-kept'], ['/message-text', '/message-kept']])
    for (const a of at(first)) for (const b of at(second)) if (a.RecordingSid !== b.RecordingSid) faults.push(`${first} and ${second} tell of other recordings`);
  for (const f of [...at('/status'), ...at('/phone-status')])
    if (Number(f.Duration) !== Math.ceil(Number(f.CallDuration) / 60)) faults.push(`Duration ${f.Duration} of ${f.CallDuration} s`);
  for (const order of orders) {
    const ranks = entries.map((entry) => order.indexOf(nameOf(entry))).filter((rank) => rank >= 0);
    if (ranks.some((rank, i) => i > 0 && rank < ranks[i - 1])) faults.push(`came in the order ${entries.map(nameOf)}`);
  }
  return faults;
}

/** Call-me-first: asked for once, with what it needs and nothing else, and nobody is told of it. */
function meFirstFaults(requests, webhooks) {
  const faults = [];
  const asked = requests.filter((entry) => entry.method === 'POST' && /\/Calls\.json$/.test(entry.url));
  if (asked.length === 0) faults.push('no call was asked for');
  for (const entry of asked) {
    const fields = fieldsOf(entry), { sid } = JSON.parse(entry.response_body);
    if (Object.keys(fields).sort().join() !== 'From,Timeout,To,Twiml') faults.push(`was asked for with ${Object.keys(fields)}`);
    if (!/^sip:desk1@[^?]+\?x-call-token=[0-9a-f]{32}$/.test(fields.To) || !isNumber(fields.From)) faults.push(`was asked for from ${fields.From} to ${fields.To}`);
    if (!new RegExp(`callerId="\\${fields.From}"`).test(fields.Twiml)) faults.push(`dials with another caller: ${fields.Twiml}`);
    if (webhooks.some((one) => [fieldsOf(one).CallSid, fieldsOf(one).ParentCallSid].includes(sid))) faults.push('somebody was told of it');
  }
  return faults;
}

function allFaults({ entries }, token) {
  const faults = [];
  const webhooks = entries.filter((entry) => entry.kind === 'webhook');
  const calls = new Map();
  for (const entry of webhooks) {
    const fields = fieldsOf(entry), sid = fields.ParentCallSid ?? fields.CallSid;
    calls.set(sid, [...(calls.get(sid) ?? []), entry]);
    for (const fault of [...placeFaults(entry), ...webhookFaults(entry, token)]) faults.push([`webhook ${nameOf(entry)}`, fault]);
  }
  for (const told of calls.values()) for (const fault of callFaults(told)) faults.push([`call ${nameOf(told[0])}`, fault]);
  for (const path of Object.keys(places)) if (!webhooks.some((entry) => pathOf(entry) === path)) faults.push([path, 'was never asked for']);
  for (const fault of meFirstFaults(entries.filter((entry) => entry.kind === 'request'), webhooks)) faults.push(['call-me-first', fault]);
  return faults;
}

/** Spoils every parameter of one webhook of each place: taken away, doubled under another name, or with another value. @return what was not seen */
function blindSpots(journal, token) {
  const blind = [];
  const tried = new Set();
  for (const [i, entry] of journal.entries.entries()) {
    if (entry.kind !== 'webhook' || tried.has(nameOf(entry))) continue;
    tried.add(nameOf(entry));
    const spoil = (what, change) => {
      const fields = new URLSearchParams(entry.request_body);
      change(fields);
      const spoilt = { ...entry, request_body: fields.toString(), signature: signatureOf(token, entry.method, entry.url, fields) };
      if (allFaults({ entries: journal.entries.with(i, spoilt) }, token).length === 0) blind.push(`${nameOf(entry)}: ${what} is not seen`);
    };
    for (const name of new URLSearchParams(entry.request_body).keys()) spoil(`${name} taken away`, (fields) => fields.delete(name));
    spoil('one parameter too many', (fields) => fields.append('CallToken', 'x'));
    spoil('another state', (fields) => fields.set(fields.has('RecordingStatus') ? 'RecordingStatus' : 'CallStatus', 'gone'));
    const unsigned = { ...entry, signature: Buffer.alloc(20).toString('base64') };
    if (allFaults({ entries: journal.entries.with(i, unsigned) }, token).length === 0) blind.push(`${nameOf(entry)}: another signature is not seen`);
  }
  return blind;
}

/** @return what is wrong with the journal of the scenarios, as [what, fault] pairs; empty when nothing is */
export function scenarioFaults(journal, token) {
  const faults = allFaults(journal, token);
  return faults.length > 0 ? faults : blindSpots(journal, token).map((blind) => ['the check', blind]);
}
