// SPDX-License-Identifier: GPL-3.0-or-later

/** Domains, credentials, access lists, and what joins them. @param base ".../SIP" */
export async function crawlSip({ get, post, remove, refused, walk }, base) {
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
