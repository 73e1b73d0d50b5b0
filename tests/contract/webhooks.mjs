// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks as section 11 of the reference describes them. Twilio publishes no schema for them, so these are ours: which
// parameters each kind must have, which it may have, and how their values look.
import { createHmac } from 'node:crypto';
import Ajv from 'ajv';

const sid = (...prefixes) => ({ type: 'string', pattern: `^(${prefixes.join('|')})[0-9a-f]{32}$` });
const word = (...words) => ({ type: 'string', enum: words });
const text = { type: 'string' };
const digits = { type: 'string', pattern: '^\\d+$' };
const url = { type: 'string', pattern: '^https?://' };
const instant = { type: 'string', pattern: '^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000$' };
const party = { type: 'string', minLength: 1 };

const places = Object.fromEntries(['From', 'To', 'Caller', 'Called'].flatMap((who) => ['City', 'State', 'Zip', 'Country'].map((what) => [who + what, text])));
const base = { AccountSid: sid('AC'), ApiVersion: word('2010-04-01') };
const afterFailure = { ErrorCode: digits, ErrorUrl: url }; // what a fallback URL is told besides
const messageSids = { MessageSid: sid('SM', 'MM'), SmsSid: sid('SM', 'MM') };

function kind(must, may = {}, patterns = {}) {
  return { type: 'object', properties: { ...may, ...afterFailure, ...must }, patternProperties: patterns, required: Object.keys(must), additionalProperties: false };
}

const kinds = {
  'message status': kind({ ...base, ...messageSids, From: text, To: party,
                           MessageStatus: word('accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'canceled', 'read'),
                           SmsStatus: text },
                         { MessagingServiceSid: sid('MG'), RawDlrDoneDate: { type: 'string', pattern: '^\\d{10}$' }, ErrorMessage: text }),
  'inbound message': kind({ ...base, ...messageSids, SmsMessageSid: sid('SM', 'MM'), From: party, To: party, Body: text, SmsStatus: word('received'),
                            NumMedia: { type: 'string', pattern: '^(\\d|10)$' }, NumSegments: digits },
                          { ...places, MessagingServiceSid: sid('MG'), OptOutType: word('STOP', 'START', 'HELP') },
                          { '^MediaUrl\\d$': url, '^MediaContentType\\d$': { type: 'string', pattern: '^[a-z]+/' } }),
  'call progress': kind({ ...base, CallSid: sid('CA'), From: party, Caller: party, To: party, Called: party,
                          CallStatus: word('initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'),
                          Direction: word('inbound', 'outbound-api', 'outbound-dial'), CallbackSource: word('call-progress-events'),
                          SequenceNumber: digits, Timestamp: instant },
                        { ...places, CallDuration: digits, Duration: digits, SipResponseCode: { type: 'string', pattern: '^[1-6]\\d\\d$' }, ParentCallSid: sid('CA'),
                          AnsweredBy: text, RecordingUrl: url, RecordingSid: sid('RE'), RecordingDuration: digits, StirStatus: text }),
  'recording status': kind({ AccountSid: sid('AC'), RecordingSid: sid('RE'), RecordingUrl: url, RecordingStatus: word('in-progress', 'completed', 'absent', 'failed'),
                             RecordingChannels: word('1', '2'), RecordingStartTime: instant, RecordingSource: text, ErrorCode: digits },
                           { CallSid: sid('CA'), ConferenceSid: sid('CF'), RecordingTrack: word('inbound', 'outbound', 'both'), RecordingDuration: digits }),
  'voice request': kind({ ...base, CallSid: sid('CA'), From: party, Caller: party, To: party, Called: party,
                          CallStatus: word('ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'),
                          Direction: word('inbound', 'outbound-api', 'outbound-dial') },
                        { ...places, ForwardedFrom: text, CallerName: text, ParentCallSid: sid('CA'), ApplicationSid: sid('AP'), AnsweredBy: text,
                          SipDomain: text, SipDomainSid: sid('SD'), SipCallId: text, SipSourceIp: text, SipUsername: text,
                          DialCallStatus: word('completed', 'busy', 'no-answer', 'failed', 'canceled', 'answered'), DialCallSid: sid('CA'), DialCallDuration: digits,
                          DialBridged: word('true', 'false'), DialSipCallId: text, DialSipResponseCode: digits,
                          RecordingUrl: url, RecordingSid: sid('RE'), RecordingDuration: digits, Digits: text, FinishedOnKey: text, msg: word('Gather End'),
                          SpeechResult: text, Confidence: { type: 'string', pattern: '^[01]\\.\\d+$' }, Language: text,
                          QueueResult: word('bridged', 'bridging-in-process', 'error', 'hangup', 'leave', 'redirected', 'redirected-from-bridged', 'queue-full', 'system-error'),
                          QueueSid: sid('QU'), QueueTime: digits, QueuePosition: digits, AvgQueueTime: digits, CurrentQueueSize: digits, MaxQueueSize: digits,
                          DequeingCallSid: sid('CA'), ReferTransferTarget: text, ReferCallStatus: text, ReferSipResponseCode: digits, NotifySipResponseCode: digits,
                          ConferenceSid: sid('CF'), FriendlyName: text },
                        { '^SipHeader_': text, '^DialSipHeader_X-': text }),
  'transcription': kind({ ...base, TranscriptionType: word('fast'), TranscriptionUrl: url, TranscriptionSid: sid('TR'), Called: party, RecordingSid: sid('RE'),
                          CallStatus: word('ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'), RecordingUrl: url, From: party, Direction: word('inbound', 'outbound-api', 'outbound-dial'), url, TranscriptionText: text,
                          Caller: party, TranscriptionStatus: word('completed', 'failed'), CallSid: sid('CA'), To: party }, { ForwardedFrom: text }),
  'conference': kind({ ConferenceSid: sid('CF'), FriendlyName: text, AccountSid: sid('AC'), SequenceNumber: digits, Timestamp: instant,
                       StatusCallbackEvent: word('conference-start', 'conference-end', 'participant-join', 'participant-leave', 'participant-mute', 'participant-unmute',
                                                 'participant-hold', 'participant-unhold', 'participant-modify', 'participant-speech-start', 'participant-speech-stop',
                                                 'announcement-end', 'announcement-fail') },
                     { CallSid: sid('CA'), Muted: word('true', 'false'), Hold: word('true', 'false'), Coaching: word('true', 'false'),
                       EndConferenceOnExit: word('true', 'false'), StartConferenceOnEnter: word('true', 'false'), ParticipantLabel: text,
                       CallSidEndingConference: sid('CA'), ParticipantLabelEndingConference: text, ReasonConferenceEnded: text, Reason: text,
                       ParticipantCallStatus: text, ReasonParticipantLeft: text }),
  'machine detection': kind({ CallSid: sid('CA'), AccountSid: sid('AC'), AnsweredBy: text, MachineDetectionDuration: digits }),
};
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validators = Object.fromEntries(Object.entries(kinds).map(([name, schema]) => [name, ajv.compile(schema)]));

function kindOf(fields) {
  if (fields.has('RecordingStatus')) return 'recording status';
  if (fields.has('CallbackSource')) return 'call progress';
  if (fields.has('MessageStatus')) return 'message status';
  if (fields.get('SmsStatus') === 'received') return 'inbound message';
  if (fields.has('StatusCallbackEvent')) return 'conference';
  if (fields.has('TranscriptionSid')) return 'transcription';
  if (fields.has('MachineDetectionDuration')) return 'machine detection';
  return fields.has('CallStatus') ? 'voice request' : null;
}

/** What must agree beyond the form of each value. */
function contradictions(kind, fields) {
  const faults = [];
  const same = (a, b) => { if (fields.get(a) !== fields.get(b)) faults.push(`${a} and ${b} differ`); };
  if (kind === 'message status') { same('SmsSid', 'MessageSid'); same('SmsStatus', 'MessageStatus'); }
  if (kind === 'call progress' || kind === 'voice request') { same('From', 'Caller'); same('To', 'Called'); }
  if (kind === 'inbound message') {
    same('SmsSid', 'MessageSid'); same('SmsMessageSid', 'MessageSid');
    const count = Number(fields.get('NumMedia'));
    for (let i = 0; i < 10; ++i)
      if (fields.has(`MediaUrl${i}`) !== i < count || fields.has(`MediaContentType${i}`) !== i < count) faults.push(`NumMedia is ${count}, but there is more or less`);
  }
  return faults;
}

/** What X-Twilio-Signature has to be (reference 12.1). */
export function signatureOf(token, method, url, fields) {
  let data = url.replace(/#.*$/, '');
  if (method === 'POST')
    for (const name of [...new Set(fields.keys())].sort())
      for (const value of [...new Set(fields.getAll(name))].sort()) data += name + value;
  return createHmac('sha1', token).update(data, 'utf8').digest('base64');
}

/** What is wrong with a webhook of the journal; empty when nothing is. @param token checks the signature too when it is known */
export function webhookFaults(entry, token) {
  const header = (name) => entry.request_headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';
  const faults = [];
  const isPost = entry.method === 'POST';
  const fields = isPost ? new URLSearchParams(entry.request_body) : new URL(entry.url).searchParams;
  const kind = kindOf(fields);
  if (!kind) return [`is of no described kind: ${[...fields.keys()]}`];
  if (isPost) { // behind a GET the URL's own query stands too
    if (!validators[kind](Object.fromEntries(fields))) faults.push(...validators[kind].errors.map((e) => `${kind}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`));
    if (!header('Content-Type').startsWith('application/x-www-form-urlencoded')) faults.push('is no form');
  }
  faults.push(...contradictions(kind, fields));
  if (header('User-Agent') !== 'TwilioProxy/1.1') faults.push(`User-Agent is ${header('User-Agent')}`);
  if (header('I-Twilio-Idempotency-Token') === '') faults.push('has no I-Twilio-Idempotency-Token');
  if (Buffer.from(entry.signature, 'base64').length !== 20) faults.push(`signature is no HMAC-SHA1: ${entry.signature}`);
  else if (token && entry.signature !== signatureOf(token, entry.method, entry.url, fields)) faults.push('signature is not that of this request');
  return faults;
}
