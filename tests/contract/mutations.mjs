// SPDX-License-Identifier: GPL-3.0-or-later
// A check that never finds anything proves nothing: true entries of a journal are spoilt in every way the check promises to
// see, and it has to see each.
import { journalFaults } from './journal.mjs';

const isRequest = (method, ending) => (entry) => entry.kind === 'request' && entry.method === method && entry.status < 300 && ending.test(entry.url);
const inAnswer = (change) => (entry) => { const json = JSON.parse(entry.response_body); change(json); entry.response_body = JSON.stringify(json); };
const isMessageStatus = (entry) => entry.kind === 'webhook' && entry.request_body.includes('MessageStatus=sent');

const mutations = [
  ['an unknown query parameter', isRequest('GET', /\/Calls\.json\?/), (e) => { e.url += '&Pagesize=50'; }],
  ['a query parameter that is no number', isRequest('GET', /PageSize=20$/), (e) => { e.url = e.url.replace('PageSize=20', 'PageSize=many'); }],
  ['a query parameter that is no word of its list', isRequest('GET', /Status=busy/), (e) => { e.url = e.url.replace('Status=busy', 'Status=engaged'); }],
  ['a query parameter said twice', isRequest('GET', /PageSize=20$/), (e) => { e.url += '&PageSize=20'; }],
  ['a missing query parameter', isRequest('GET', /^\/iam\/v1\/Keys\?/), (e) => { e.url = e.url.replace(/AccountSid=[^&]*&?/, ''); }],
  ['an unknown path', isRequest('GET', /\/Calls\.json/), (e) => { e.url = e.url.replace('/Calls.json', '/Phonecalls.json'); }],
  ['a sid of another kind in the path', isRequest('GET', /\/Calls\/CA[0-9a-f]+\.json$/), (e) => { e.url = e.url.replace('/CA', '/SM'); }],
  ['a method there is not', isRequest('GET', /\/Calls\.json/), (e) => { e.method = 'DELETE'; }],
  ['an unknown form field', isRequest('POST', /\/Messages\.json$/), (e) => { e.request_body += '&Text=Hello'; }],
  ['an unknown empty form field', isRequest('POST', /\/Messages\.json$/), (e) => { e.request_body += '&Text='; }],
  ['a missing form field', isRequest('POST', /\/Messages\.json$/), (e) => { e.request_body = e.request_body.replace(/(^|&)To=[^&]*/, ''); }],
  ['a form field that is no yes or no', isRequest('POST', /\/Domains\.json$/), (e) => { e.request_body = e.request_body.replace('SipRegistration=true', 'SipRegistration=perhaps'); }],
  ['a form behind a GET', isRequest('GET', /\/Calls\.json/), (e) => { e.request_body = 'To=x'; }],
  ['a request without credentials', isRequest('GET', /\/Calls\.json/), (e) => { e.request_headers = e.request_headers.filter(([name]) => name.toLowerCase() !== 'authorization'); }],
  ['an answer with one field more', isRequest('GET', /\/Calls\/CA[0-9a-f]+\.json$/), inAnswer((json) => { json.mood = 'good'; })],
  ['an answer with one field less', isRequest('GET', /\/Calls\/CA[0-9a-f]+\.json$/), inAnswer((json) => { delete json.to; })],
  ['an answer with another type', isRequest('GET', /\/Calls\/CA[0-9a-f]+\.json$/), inAnswer((json) => { json.status = 7; })],
  ['a webhook with another signature', isMessageStatus, (e) => { e.signature = Buffer.alloc(20).toString('base64'); }],
  ['a webhook with an unknown field', isMessageStatus, (e) => { e.request_body += '&Body=Hello'; }],
  ['a webhook without its sid', isMessageStatus, (e) => { e.request_body = e.request_body.replace(/MessageSid=[^&]*&/, ''); }],
  ['a webhook with an unknown state', isMessageStatus, (e) => { e.request_body = e.request_body.replaceAll('Status=sent', 'Status=gone'); }],
];

/** @return what the check has not seen, in words; empty when it sees everything */
export function blindSpots(operations, journal, token) {
  const blind = [];
  for (const [what, fits, spoil] of mutations) {
    const example = journal.entries.find((entry) => fits(entry) && journalFaults(operations, { dropped: 0, entries: [entry] }, token).faults.length === 0);
    if (!example) { blind.push(`there is no example to spoil with ${what}`); continue; }
    const spoilt = structuredClone(example);
    spoil(spoilt);
    if (JSON.stringify(spoilt) === JSON.stringify(example)) blind.push(`nothing was spoilt with ${what}`);
    else if (journalFaults(operations, { dropped: 0, entries: [spoilt] }, token).faults.length === 0) blind.push(`${what} is not seen`);
  }
  return blind;
}
