// SPDX-License-Identifier: GPL-3.0-or-later
// Usage: contract.mjs SANDBOX-PROGRAM OPENAPI-FOLDER [--journal FILE]
// Crawls every operation of Twilio's OpenAPI documents that the sandbox offers and validates each request and response. With
// --journal the requests of a recorded GET /_sandbox/journal are validated instead.
import { readFileSync } from 'node:fs';
import { errorFaults, loadOperations, operationFor, requestFaults, responseFaults } from './openapi.mjs';
import { client, startSandbox } from './sandbox.mjs';

const [program, folder, option, file] = process.argv.slice(2);
const operations = loadOperations(folder);
let wrong = 0, checked = 0;
let sandbox = null;

function complain(what, faults) {
  for (const fault of faults) {
    ++wrong;
    console.log(`${what}: ${fault}`);
  }
}

/** Every request that a client has made and that the documents know, for parameters, enums and formats. */
function checkJournal(entries) {
  for (const entry of entries) {
    if (entry.kind !== 'request') continue;
    const url = new URL(entry.url, 'http://sandbox');
    const operation = operationFor(operations, entry.method === 'HEAD' ? 'GET' : entry.method, url.pathname);
    if (!operation) {
      const isMedia = /\/(Recordings\/RE[0-9a-f]{32}(\.wav|\.mp3)?|Media\/ME[0-9a-f]{32})$/.test(url.pathname);
      if (!isMedia) complain(`${entry.method} ${url.pathname}`, ['is not among the documents\' operations']);
      continue;
    }
    ++checked;
    complain(`${entry.method} ${entry.url} (request)`, requestFaults(operation, url.searchParams, new URLSearchParams(entry.request_body)));
  }
}

async function crawl() {
  sandbox = await startSandbox(program, ['--world', 'demo', '--seed', '1']);
  const request = client(sandbox);
  const account = `/2010-04-01/Accounts/${sandbox.accountSid}`;
  const pairsOf = (form) => (form === undefined ? [] : Array.isArray(form) ? form : Object.entries(form));

  /** Asks, and holds question and answer against the documents. @return the answer's JSON */
  async function ask(method, target, form, expected) {
    const url = new URL(target, 'http://sandbox');
    const operation = operationFor(operations, method, url.pathname);
    const answer = await request(method, target, form);
    const name = `${method} ${target}`;
    if (!operation) { complain(name, ['no such operation in the documents']); return answer.json; }
    ++checked;
    operation.used = true;
    if (expected) { // an error is wanted
      if (answer.status !== expected[0] || answer.json?.code !== expected[1]) complain(name, [`wanted ${expected}, got ${answer.status} ${answer.text.slice(0, 200)}`]);
      complain(name, errorFaults(answer.status, answer.text));
      return answer.json;
    }
    complain(name + ' (request)', requestFaults(operation, url.searchParams, pairsOf(form)));
    complain(name, responseFaults(operation, answer.status, answer.text));
    return answer.json ?? {};
  }
  const get = (target) => ask('GET', target);
  const post = (target, form) => ask('POST', target, form);
  const remove = (target) => ask('DELETE', target);
  const refused = (method, target, form, status, code) => ask(method, target, form, [status, code]);

  /** Walks a list by its own links and checks that the links lead through all of it. @return all items */
  async function walk(target, key, most = 5) {
    const all = [];
    let next = target;
    for (let page = 0; next && page < most; ++page) {
      const list = await get(next);
      all.push(...(list?.[key] ?? []));
      const link = list?.next_page_uri ?? list?.meta?.next_page_url;
      next = link ? link.replace(sandbox.rest, '') : null;
    }
    const sids = all.map((item) => item.sid).filter(Boolean);
    if (new Set(sids).size !== sids.length) complain(target, ['the same item on two pages']);
    return all;
  }

  // Accounts
  await walk('/2010-04-01/Accounts.json', 'accounts');
  await get(`${account}.json`);
  await post(`${account}.json`, { FriendlyName: 'Contract test' });
  await post('/2010-04-01/Accounts.json', { FriendlyName: 'A branch office' });
  await get(`${account}/Balance.json`);

  // Numbers
  const numbers = await walk(`${account}/IncomingPhoneNumbers.json?PageSize=2`, 'incoming_phone_numbers');
  const line = numbers.find((number) => number.type === 'local').phone_number;
  for (const kind of ['Local', 'Mobile', 'TollFree']) await walk(`${account}/IncomingPhoneNumbers/${kind}.json`, 'incoming_phone_numbers');
  await get(`${account}/AvailablePhoneNumbers.json`);
  await get(`${account}/AvailablePhoneNumbers/US.json`);
  const local = await get(`${account}/AvailablePhoneNumbers/US/Local.json?AreaCode=206&SmsEnabled=true&PageSize=5`);
  const tollFree = await get(`${account}/AvailablePhoneNumbers/US/TollFree.json?PageSize=5`);
  await get(`${account}/AvailablePhoneNumbers/CA/Local.json?InRegion=BC`);
  await refused('GET', `${account}/AvailablePhoneNumbers/US/Mobile.json`, undefined, 404, 20404);
  const bought = await post(`${account}/IncomingPhoneNumbers.json`, { PhoneNumber: local.available_phone_numbers[0].phone_number, FriendlyName: 'New', SmsUrl: 'https://phone.example.org/sms' });
  const second = await post(`${account}/IncomingPhoneNumbers/Local.json`, { PhoneNumber: local.available_phone_numbers[1].phone_number });
  await post(`${account}/IncomingPhoneNumbers/TollFree.json`, { PhoneNumber: tollFree.available_phone_numbers[0].phone_number });
  await refused('POST', `${account}/IncomingPhoneNumbers/Mobile.json`, { PhoneNumber: '+12065550199' }, 400, 21422);
  await refused('POST', `${account}/IncomingPhoneNumbers.json`, { PhoneNumber: '+15005550000' }, 400, 21422);
  await post(`${account}/IncomingPhoneNumbers/${bought.sid}.json`, { VoiceUrl: 'https://phone.example.org/voice', VoiceMethod: 'GET', SmsUrl: '' });
  await get(`${account}/IncomingPhoneNumbers/${bought.sid}.json`);
  await remove(`${account}/IncomingPhoneNumbers/${second.sid}.json`);
  await refused('GET', `${account}/IncomingPhoneNumbers/${second.sid}.json`, undefined, 404, 20404);

  // Texts
  const messages = await walk(`${account}/Messages.json?PageSize=20`, 'messages');
  await walk(`${account}/Messages.json?PageSize=20&To=${encodeURIComponent(line)}&DateSent%3E=2020-01-01`, 'messages', 2);
  const everything = await walk(`${account}/Messages.json?PageSize=1000`, 'messages', 3);
  const picture = everything.find((message) => Number(message.num_media) > 0);
  const attachments = await walk(`${account}/Messages/${picture.sid}/Media.json`, 'media_list');
  await get(`${account}/Messages/${picture.sid}/Media/${attachments[0].sid}.json`);
  await remove(`${account}/Messages/${picture.sid}/Media/${attachments[0].sid}.json`);
  const text = await post(`${account}/Messages.json`, { From: line, To: '+14155550108', Body: 'Hello' });
  await get(`${account}/Messages/${text.sid}.json`);
  await post(`${account}/Messages/${messages.at(-1).sid}.json`, { Body: '' });
  await remove(`${account}/Messages/${messages.at(-1).sid}.json`);
  await refused('POST', `${account}/Messages.json`, { From: line, To: 'nobody', Body: 'Hello' }, 400, 21211);
  await refused('POST', `${account}/Messages.json`, { From: line, To: '+15005550004', Body: 'Hello' }, 400, 21610);
  await refused('GET', `${account}/Messages.json?PageToken=x`, undefined, 400, 21481);

  // Calls, recordings, transcriptions
  const calls = await walk(`${account}/Calls.json?PageSize=50`, 'calls');
  await walk(`${account}/Calls.json?Status=busy&StartTime%3E=2020-01-01&PageSize=20`, 'calls', 2);
  await get(`${account}/Calls/${calls[0].sid}.json`);
  const call = await post(`${account}/Calls.json`, [['From', line], ['To', '+14155550108'], ['Url', 'https://phone.example.org/voice'], ['StatusCallbackEvent', 'ringing'], ['StatusCallbackEvent', 'answered']]);
  await post(`${account}/Calls/${call.sid}.json`, { Status: 'canceled' });
  await remove(`${account}/Calls/${call.sid}.json`);
  await refused('POST', `${account}/Calls.json`, { To: '+14155550108', From: '+14155550108', Url: 'https://phone.example.org/' }, 400, 21210);
  const recordings = await walk(`${account}/Recordings.json?PageSize=20`, 'recordings', 9);
  const voicemail = recordings.find((recording) => recording.source === 'RecordVerb');
  await get(`${account}/Recordings/${voicemail.sid}.json`);
  await walk(`${account}/Calls/${voicemail.call_sid}/Recordings.json`, 'recordings');
  await get(`${account}/Calls/${voicemail.call_sid}/Recordings/${voicemail.sid}.json`);
  await refused('POST', `${account}/Calls/${voicemail.call_sid}/Recordings.json`, {}, 400, 21220);
  await refused('POST', `${account}/Calls/${voicemail.call_sid}/Recordings/${voicemail.sid}.json`, { Status: 'stopped' }, 400, 21220);
  const transcriptions = await walk(`${account}/Transcriptions.json?PageSize=20`, 'transcriptions', 9);
  const written = transcriptions.find((transcription) => transcription.status === 'completed');
  await get(`${account}/Transcriptions/${written.sid}.json`);
  await walk(`${account}/Recordings/${written.recording_sid}/Transcriptions.json`, 'transcriptions');
  await get(`${account}/Recordings/${written.recording_sid}/Transcriptions/${written.sid}.json`);
  await remove(`${account}/Transcriptions/${written.sid}.json`);
  await remove(`${account}/Recordings/${voicemail.sid}.json`);
  const other = recordings.find((recording) => recording.sid !== voicemail.sid && recording.sid !== written.recording_sid);
  await remove(`${account}/Calls/${other.call_sid}/Recordings/${other.sid}.json`);
  const another = transcriptions.find((t) => t.sid !== written.sid && ![voicemail.sid, other.sid].includes(t.recording_sid));
  await remove(`${account}/Recordings/${another.recording_sid}/Transcriptions/${another.sid}.json`);

  // Notifications, usage
  const notes = await walk(`${account}/Notifications.json`, 'notifications');
  await get(`${account}/Notifications/${notes[0].sid}.json`);
  const onCall = notes.find((note) => note.call_sid);
  await walk(`${account}/Calls/${onCall.call_sid}/Notifications.json`, 'notifications');
  await get(`${account}/Calls/${onCall.call_sid}/Notifications/${onCall.sid}.json`);
  for (const period of ['', '/AllTime', '/Daily', '/Monthly', '/ThisMonth', '/Today'])
    await walk(`${account}/Usage/Records${period}.json?PageSize=100`, 'usage_records', 2);

  // Keys, applications, addresses, caller ids
  const key = await post(`${account}/Keys.json`, { FriendlyName: 'contract' });
  await walk(`${account}/Keys.json`, 'keys');
  await get(`${account}/Keys/${key.sid}.json`);
  await post(`${account}/Keys/${key.sid}.json`, { FriendlyName: 'renamed' });
  await remove(`${account}/Keys/${key.sid}.json`);
  const restricted = await post('/iam/v1/Keys', { AccountSid: sandbox.accountSid, FriendlyName: 'reader', KeyType: 'restricted', Policy: '{"allow":["/twilio/messaging/messages/read"]}' });
  await walk(`/iam/v1/Keys?AccountSid=${sandbox.accountSid}`, 'keys');
  await get(`/iam/v1/Keys/${restricted.sid}`);
  await post(`/iam/v1/Keys/${restricted.sid}`, { FriendlyName: 'read only' });
  await remove(`/iam/v1/Keys/${restricted.sid}`);
  const application = await post(`${account}/Applications.json`, { FriendlyName: 'contract', VoiceUrl: 'https://phone.example.org/voice' });
  await walk(`${account}/Applications.json?FriendlyName=contract`, 'applications');
  await get(`${account}/Applications/${application.sid}.json`);
  await post(`${account}/Applications/${application.sid}.json`, { SmsUrl: 'https://phone.example.org/sms' });
  await remove(`${account}/Applications/${application.sid}.json`);
  const address = await post(`${account}/Addresses.json`, { CustomerName: 'Ada', Street: '1 Pine St', City: 'Seattle', Region: 'WA', PostalCode: '98101', IsoCountry: 'US' });
  await walk(`${account}/Addresses.json?IsoCountry=US`, 'addresses');
  await get(`${account}/Addresses/${address.sid}.json`);
  await post(`${account}/Addresses/${address.sid}.json`, { City: 'Tacoma' });
  await remove(`${account}/Addresses/${address.sid}.json`);
  await post(`${account}/OutgoingCallerIds.json`, { PhoneNumber: '+14155550109', FriendlyName: 'Ada' });
  const callerIds = await walk(`${account}/OutgoingCallerIds.json`, 'outgoing_caller_ids');
  await get(`${account}/OutgoingCallerIds/${callerIds[0].sid}.json`);
  await post(`${account}/OutgoingCallerIds/${callerIds[0].sid}.json`, { FriendlyName: 'Mobile' });
  await remove(`${account}/OutgoingCallerIds/${callerIds[0].sid}.json`);

  await sip(`${account}/SIP`);

  // Messaging services, prices, lookups
  const service = await post('/messaging/v1/Services', { FriendlyName: 'contract' });
  await walk('/messaging/v1/Services?PageSize=1', 'services');
  await get(`/messaging/v1/Services/${service.sid}`);
  await post(`/messaging/v1/Services/${service.sid}`, { StickySender: 'false' });
  await post(`/messaging/v1/Services/${service.sid}/PhoneNumbers`, { PhoneNumberSid: bought.sid });
  await walk(`/messaging/v1/Services/${service.sid}/PhoneNumbers`, 'phone_numbers');
  await get(`/messaging/v1/Services/${service.sid}/PhoneNumbers/${bought.sid}`);
  const later = new Date(Date.now() + 3600e3).toISOString().replace(/\.\d+/, '');
  const scheduled = await post(`${account}/Messages.json`, { MessagingServiceSid: service.sid, To: '+14155550108', Body: 'Later', ScheduleType: 'fixed', SendAt: later });
  await post(`${account}/Messages/${scheduled.sid}.json`, { Status: 'canceled' });
  await remove(`/messaging/v1/Services/${service.sid}/PhoneNumbers/${bought.sid}`);
  await remove(`/messaging/v1/Services/${service.sid}`);
  await remove(`${account}/IncomingPhoneNumbers/${bought.sid}.json`);
  for (const product of ['Voice', 'Messaging', 'PhoneNumbers']) {
    await walk(`/pricing/v1/${product}/Countries?PageSize=2`, 'countries');
    await get(`/pricing/v1/${product}/Countries/US`);
  }
  await get('/pricing/v1/Voice/Numbers/+14155550108');
  await walk('/pricing/v2/Voice/Countries', 'countries');
  await get('/pricing/v2/Voice/Countries/GB');
  await get('/pricing/v2/Voice/Numbers/+14155550108?OriginationNumber=%2B12065550110');
  await get('/lookups/v2/PhoneNumbers/+14155550108');
  await get('/lookups/v2/PhoneNumbers/+12065550181?Fields=caller_name,line_type_intelligence');
  await get('/lookups/v2/PhoneNumbers/4155550108?CountryCode=US');

  const journal = await request('GET', '/_sandbox/journal?kind=request');
  const entries = journal.json?.entries ?? journal.json?.journal ?? [];
  if (entries.length === 0) complain('/_sandbox/journal', ['is empty']);

  async function sip(base) {
    const list = await post(`${base}/CredentialLists.json`, { FriendlyName: 'contract' });
    await walk(`${base}/CredentialLists.json`, 'credential_lists');
    await get(`${base}/CredentialLists/${list.sid}.json`);
    await post(`${base}/CredentialLists/${list.sid}.json`, { FriendlyName: 'renamed' });
    const credential = await post(`${base}/CredentialLists/${list.sid}/Credentials.json`, { Username: 'ada', Password: 'Correct1Horse' });
    await walk(`${base}/CredentialLists/${list.sid}/Credentials.json`, 'credentials');
    await get(`${base}/CredentialLists/${list.sid}/Credentials/${credential.sid}.json`);
    await post(`${base}/CredentialLists/${list.sid}/Credentials/${credential.sid}.json`, { Password: 'Correct2Horses' });
    const acl = await post(`${base}/IpAccessControlLists.json`, { FriendlyName: 'office' });
    await walk(`${base}/IpAccessControlLists.json`, 'ip_access_control_lists');
    await get(`${base}/IpAccessControlLists/${acl.sid}.json`);
    await post(`${base}/IpAccessControlLists/${acl.sid}.json`, { FriendlyName: 'showroom' });
    const ip = await post(`${base}/IpAccessControlLists/${acl.sid}/IpAddresses.json`, { FriendlyName: 'router', IpAddress: '192.0.2.1' });
    await walk(`${base}/IpAccessControlLists/${acl.sid}/IpAddresses.json`, 'ip_addresses');
    await get(`${base}/IpAccessControlLists/${acl.sid}/IpAddresses/${ip.sid}.json`);
    await post(`${base}/IpAccessControlLists/${acl.sid}/IpAddresses/${ip.sid}.json`, { CidrPrefixLength: '24' });
    const domain = await post(`${base}/Domains.json`, { DomainName: 'contract-test.sip.twilio.com', SipRegistration: 'true' });
    await walk(`${base}/Domains.json`, 'domains');
    await get(`${base}/Domains/${domain.sid}.json`);
    await post(`${base}/Domains/${domain.sid}.json`, { VoiceUrl: 'https://phone.example.org/voice' });
    await refused('POST', `${base}/Domains.json`, { DomainName: 'contract-test.sip.twilio.com' }, 400, 21232);
    const uses = [
      ['Auth/Calls/CredentialListMappings', 'contents', { CredentialListSid: list.sid }, list.sid],
      ['Auth/Calls/IpAccessControlListMappings', 'contents', { IpAccessControlListSid: acl.sid }, acl.sid],
      ['Auth/Registrations/CredentialListMappings', 'contents', { CredentialListSid: list.sid }, list.sid],
      ['CredentialListMappings', 'credential_list_mappings', { CredentialListSid: list.sid }, list.sid],
      ['IpAccessControlListMappings', 'ip_access_control_list_mappings', { IpAccessControlListSid: acl.sid }, acl.sid],
    ];
    for (const [path, listKey, form, sid] of uses) {
      await post(`${base}/Domains/${domain.sid}/${path}.json`, form);
      await walk(`${base}/Domains/${domain.sid}/${path}.json`, listKey);
      await get(`${base}/Domains/${domain.sid}/${path}/${sid}.json`);
      await remove(`${base}/Domains/${domain.sid}/${path}/${sid}.json`);
    }
    await remove(`${base}/CredentialLists/${list.sid}/Credentials/${credential.sid}.json`);
    await remove(`${base}/IpAccessControlLists/${acl.sid}/IpAddresses/${ip.sid}.json`);
    await remove(`${base}/Domains/${domain.sid}.json`);
    await remove(`${base}/CredentialLists/${list.sid}.json`);
    await remove(`${base}/IpAccessControlLists/${acl.sid}.json`);
  }
}

// Not offered yet: they need live calls.
const later = /\/(Conferences|Queues)|Participants/;

if (option === '--journal') {
  const journal = JSON.parse(readFileSync(file, 'utf8'));
  checkJournal(Array.isArray(journal) ? journal : journal.entries ?? journal.journal);
} else {
  try {
    await crawl();
  } catch (error) {
    complain('the crawl', [error.stack]);
  }
  await sandbox?.stop();
  for (const operation of operations)
    if (!operation.used && !later.test(operation.path)) complain(`${operation.method} ${operation.path}`, ['was never tried']);
}
console.log(`${checked} exchanges held against the documents, ${wrong} faults`);
process.exit(wrong === 0 && checked > 0 ? 0 : 1);
