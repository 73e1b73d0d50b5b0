// SPDX-License-Identifier: GPL-3.0-or-later
import { crawlSip } from './crawlsip.mjs';

/** Uses everything of the account that the sandbox offers. @param tools get, post, remove, refused, walk: each checks what it does */
export async function crawl(tools, sandbox) {
  const { get, post, remove, refused, walk } = tools;
  const account = `/2010-04-01/Accounts/${sandbox.accountSid}`;

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

  await crawlSip(tools, `${account}/SIP`);

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
}
