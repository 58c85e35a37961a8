// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of the benchmark: what a web dashboard's back end would do. ws, JSON.parse, a Map.
'use strict';
const WebSocket = require('ws');

const [url, expected] = [process.argv[2], Number(process.argv[3])];
const fleet = new Map();
let got = 0;
let first = 0n;

const socket = new WebSocket(url, { perMessageDeflate: false });
const send = (id, action, params) => socket.send(JSON.stringify({ id, action, params }));

socket.on('open', () => send('1', 'auth', { apiKey: 'bench' }));
socket.on('message', (data) => {
  const message = JSON.parse(data.toString());
  if (message.id === '1') {
    send('2', 'getStations');
    return;
  }
  if (message.id === '2') {
    for (const station of message.result)
      for (const connector of station.connectors) fleet.set(`${station.id}/${connector.id}`, connector);
    send('3', 'getMeterValuesRecent', { stationId: 'burst', limit: 1 });
    return;
  }
  if (!message.event) return;
  if (got === 0) first = process.hrtime.bigint();
  const connector = fleet.get(`${message.stationId}/${message.connectorId}`);
  if (connector) {
    if (message.event === 'connector.status.changed') {
      connector.status = message.status;
      connector.errorCode = message.errorCode;
      connector.updatedAt = message.ts;
    } else {
      connector.total = message.total;
      connector.transactionId = message.transactionId;
    }
  }
  got += 1;
  if (got === expected) {
    const seconds = Number(process.hrtime.bigint() - first) / 1e9;
    console.log(JSON.stringify({ eventsPerSecond: Math.round(got / seconds) }));
    process.exit(0);
  }
});
