// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of the benchmark: what a web dashboard's back end would do. ws, JSON.parse, Maps.
'use strict';
const WebSocket = require('ws');

const url = process.argv[2];
const [expected, warmUp] = process.argv.slice(3).map(Number);
const connectors = new Map();
const transactions = new Map();
let got = 0;
let warm = 0n;

const socket = new WebSocket(url, { perMessageDeflate: false });
const send = (id, action, params) => socket.send(JSON.stringify({ id, action, params }));

function takeStations(stations) {
  for (const station of stations)
    for (const connector of station.connectors) connectors.set(`${station.id}/${connector.id}`, connector);
}

function takeEvent(event) {
  const connector = connectors.get(`${event.stationId}/${event.connectorId}`);
  const key = `${event.stationId}/${event.transactionId}`;
  switch (event.event) {
    case 'connector.status.changed':
      connector.status = event.status;
      connector.errorCode = event.errorCode;
      connector.updatedAt = event.ts;
      break;
    case 'transaction.started':
      connector.status = 'Charging';
      connector.transactionId = event.transactionId;
      transactions.set(key, { idTag: event.idTag, started: event.ts });
      break;
    case 'transaction.stopped':
      connector.status = 'Finishing';
      connector.transactionId = null;
      Object.assign(transactions.get(key), { stopped: event.ts, totalKWh: event.totalKWh, cost: event.cost, reason: event.reason });
      break;
    case 'meter.values.delta':
      connector.total = event.total;
      break;
  }
}

function printFigures() {
  const seconds = Number(process.hrtime.bigint() - warm) / 1e9;
  const all = [...connectors.values()];
  const count = (status) => all.filter((connector) => connector.status === status).length;
  const fleet = {
    available: count('Available'),
    preparing: count('Preparing'),
    charging: count('Charging'),
    finishing: count('Finishing'),
    registerWh: all.reduce((sum, connector) => sum + (connector.total ?? 0), 0),
  };
  console.log(JSON.stringify({ eventsPerSecond: Math.round((got - warmUp) / seconds), fleet }));
}

socket.on('open', () => send('1', 'auth', { apiKey: 'bench' }));
socket.on('message', (data) => {
  const message = JSON.parse(data.toString());
  if (message.id === '1') {
    send('2', 'getStations');
  } else if (message.id === '2') {
    takeStations(message.result);
    send('3', 'getMeterValuesRecent', { stationId: 'burst', limit: 1 });
  } else if (message.event) {
    takeEvent(message);
    got += 1;
    if (got === warmUp) warm = process.hrtime.bigint();
    if (got === expected) {
      printFigures();
      process.exit(0);
    }
  }
});
socket.on('close', () => {
  console.error(`node-client: the connection ended after ${got} of ${expected} events`);
  process.exit(1);
});
socket.on('error', (error) => console.error(`node-client: ${error.message}`));
