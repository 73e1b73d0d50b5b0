// SPDX-License-Identifier: GPL-3.0-or-later
// Calls as they happen: the guide's four scenarios with static documents and people at both ends, then conferences and queues.
import { createServer } from 'node:http';

const later = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** @return what has not come, in words */
export async function crawlCalls({ get, post, remove }, sandbox, request) {
  const arrived = [];
  const documents = new Map();
  const listener = createServer((incoming, answer) => {
    let body = '';
    incoming.on('data', (part) => { body += part; });
    incoming.on('end', () => {
      const fields = new URLSearchParams(body);
      const path = new URL(incoming.url, 'http://here').pathname;
      arrived.push(`${path} ${fields.get('DialCallStatus') ?? fields.get('TranscriptionStatus') ?? fields.get('RecordingStatus') ?? fields.get('StatusCallbackEvent') ?? fields.get('QueueResult') ?? fields.get('CallStatus')}`);
      answer.writeHead(200, { 'content-type': 'text/xml' }).end(`<Response>${documents.get(path) ?? ''}</Response>`);
    });
  });
  await new Promise((resolve) => { listener.listen(0, '127.0.0.1', resolve); });
  const here = `http://127.0.0.1:${listener.address().port}`;
  const has = async (...words) => { // patience for real time, real speech and a busy computer
    for (let tries = 0; tries < 600 && words.some((word) => !arrived.includes(word)); ++tries) await later(50);
    return words.filter((word) => !arrived.includes(word)).map((word) => `${word} has not come`);
  };
  const missing = [];
  const account = `/2010-04-01/Accounts/${sandbox.accountSid}`;
  const { incoming_phone_numbers: numbers } = await get(`${account}/IncomingPhoneNumbers.json`);
  const line = numbers.find((number) => number.type === 'local');
  const leads = (path) => post(`${account}/IncomingPhoneNumbers/${line.sid}.json`, { VoiceUrl: here + path, StatusCallback: `${here}/status` });
  const control = (path, body) => request('POST', `/_sandbox/${path}`, JSON.stringify(body));
  const calls = async (from, ...steps) => (await control('calls', { from, to: line.phone_number, script: steps })).json.sid;
  const answers = (number, ...steps) => control('scripts', { number, script: steps });
  const [ada, bert] = ['+14155550108', '+14155550123'];

  // 1 Incoming call: a person at the desk answers, both are recorded.
  documents.set('/voice', `<Dial action="/after" timeout="20" record="record-from-answer-dual" recordingStatusCallback="${here}/recorded"><Number url="/screen" statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${bert}</Number></Dial>`);
  documents.set('/screen', '<Gather numDigits="1" action="/accept" timeout="5"><Say>Press 1.</Say></Gather><Hangup/>');
  documents.set('/after', '<Hangup/>');
  await leads('/voice');
  await answers(bert, { wait: 0.3 }, { answer: true }, { listen: 5 }, { press: '1' }, { say: 'Hello' }, { wait: 1 });
  await calls(ada, { answer: 30 }, { wait: 30 });
  missing.push(...await has('/voice ringing', '/leg initiated', '/leg ringing', '/leg in-progress', '/screen in-progress', '/accept in-progress', '/leg completed',
                            '/after completed', '/status completed', '/recorded completed'));

  // 2 Voicemail: nobody takes the call, a message is left and written down.
  documents.set('/nobody', `<Dial action="/voicemail" timeout="5">${bert}</Dial>`);
  documents.set('/voicemail', '<Say>Leave a message.</Say><Record action="/kept" maxLength="60" transcribe="true" transcribeCallback="/text" recordingStatusCallback="/ready" recordingStatusCallbackEvent="in-progress completed"/>');
  documents.set('/kept', '<Hangup/>');
  await leads('/nobody');
  await answers(bert, { wait: 0.2 }, { reject: 486 });
  await calls(ada, { answer: 30 }, { listen_tone: 20 }, { wait: 0.3 }, { say: 'This is Ada Byron, please call me back about the quote for the garden room, I am at home until six.' }, { press: '#' }, { wait: 20 });
  missing.push(...await has('/voicemail busy', '/ready in-progress', '/kept in-progress', '/ready completed', '/text completed'));

  // 3 Outgoing by call-me-first, 4 outgoing with a document of its own and a machine at the far end.
  documents.set('/bridge', `<Dial action="/talked" callerId="${line.phone_number}">${bert}</Dial>`);
  await answers(ada, { wait: 0.2 }, { answer: true }, { wait: 20 });
  await answers(bert, { wait: 0.2 }, { answer: true }, { wait: 1 });
  const first = await post(`${account}/Calls.json`, [['From', line.phone_number], ['To', ada], ['Url', `${here}/bridge`], ['StatusCallback', `${here}/mine`], ['StatusCallbackEvent', 'answered'], ['StatusCallbackEvent', 'completed'], ['Record', 'true']]);
  missing.push(...await has('/mine in-progress', '/bridge in-progress', '/talked completed'));
  await get(`${account}/Calls.json?ParentCallSid=${first.sid}`);
  await get(`${account}/Calls/${first.sid}.json`);
  await answers(ada, { answer: true }, { say: 'You have reached the machine of Ada Byron. Please leave a message after the tone.' }, { beep: true }, { wait: 20 });
  await post(`${account}/Calls.json`, { From: line.phone_number, To: ada, Twiml: '<Response><Hangup/></Response>', MachineDetection: 'Enable', AsyncAmd: 'true', AsyncAmdStatusCallback: `${here}/who`, StatusCallback: `${here}/over` });
  missing.push(...await has('/over completed'));

  // A conference, seen and changed through REST.
  documents.set('/meet', '<Dial action="/met"><Conference waitUrl="" statusCallback="/room" statusCallbackEvent="start end join leave mute hold modify announcement">garden</Conference></Dial>');
  await leads('/meet');
  await calls(ada, { answer: 30 }, { wait: 60 });
  const second = await calls(bert, { answer: 30 }, { wait: 60 });
  missing.push(...await has('/room conference-start'));
  const { conferences } = await get(`${account}/Conferences.json?Status=in-progress&FriendlyName=garden`);
  const room = `${account}/Conferences/${conferences[0].sid}`;
  await get(`${room}.json`);
  const { participants } = await get(`${room}/Participants.json`);
  if (participants.length !== 2) missing.push(`${participants.length} of 2 participants`);
  await get(`${room}/Participants/${second}.json`);
  await post(`${room}/Participants/${second}.json`, { Muted: 'true', Hold: 'true' });
  await post(`${room}/Participants.json`, { From: line.phone_number, To: '+14155550124', Label: 'agent' });
  await remove(`${room}/Participants/${second}.json`);
  await post(`${room}.json`, { Status: 'completed' });
  missing.push(...await has('/room participant-mute', '/room participant-hold', '/room participant-leave', '/room conference-end', '/met answered'));

  // A queue.
  const queue = await post(`${account}/Queues.json`, { FriendlyName: 'support', MaxSize: '5' });
  const place = `${account}/Queues/${queue.sid}`;
  documents.set('/queue', '<Enqueue waitUrl="/wait" action="/served">support</Enqueue>');
  documents.set('/wait', '<Pause length="10"/>');
  await leads('/queue');
  const waiting = await calls(ada, { answer: 30 }, { wait: 60 });
  missing.push(...await has('/wait in-progress'));
  await get(`${account}/Queues.json`);
  await get(`${place}.json`);
  await get(`${place}/Members.json`);
  await get(`${place}/Members/${waiting}.json`);
  await post(`${place}/Members/Front.json`, { Url: `${here}/after` });
  missing.push(...await has('/after in-progress'));
  await post(`${place}.json`, { MaxSize: '7' });
  await remove(`${place}.json`);

  if (missing.length > 0) missing.push(`what has come: ${arrived.join(', ')}`);
  listener.closeAllConnections();
  listener.close();
  return missing;
}
