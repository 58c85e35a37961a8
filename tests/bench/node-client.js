// SPDX-License-Identifier: GPL-3.0-or-later
// The peer of the benchmark: what a web dashboard's back end would do. ws, JSON.parse, Maps.
'use strict';
const WebSocket = require('ws');

const TICK_MS = 16;

const url = process.argv[2];
const [expected, warmUp] = process.argv.slice(3).map(Number);
const connectors = new Map();
const transactions = new Map();
let got = 0;
let warm = 0n;
let warmProcessor;
let tick = 0n;
let gap = 0n;

const socket = new WebSocket(url, { perMessageDeflate: false });
const send = (id, action, params) => socket.send(JSON.stringify({ id, action, params }));

const now = () => process.hrtime.bigint();

function onTick() {
  if (tick === 0n) return;
  const passed = now() - tick;
  if (passed > gap) gap = passed;
  tick += passed;
}

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
  const seconds = Number(now() - warm) / 1e9;
  const processor = process.cpuUsage(warmProcessor);
  const all = [...connectors.values()];
  const count = (status) => all.filter((connector) => connector.status === status).length;
  const fleet = {
    available: count('Available'),
    preparing: count('Preparing'),
    charging: count('Charging'),
    finishing: count('Finishing'),
    registerWh: all.reduce((sum, connector) => sum + (connector.total ?? 0), 0),
  };
  const eventsPerSecond = Math.round((got - warmUp) / seconds);
  const processorUs = (processor.user + processor.system) / (got - warmUp);
  console.log(JSON.stringify({ eventsPerSecond, processorUs, longestGapMs: Number(gap) / 1e6, fleet }));
}

socket.on('open', () => send('1', 'auth', { apiKey: 'bench' }));
socket.on('message', (data) => {
  const message = JSON.parse(data.toString());
  if (message.id === '1') {
    send('2', 'getStations');
  } else if (message.id === '2') {
    takeStations(message.result);
    setInterval(onTick, TICK_MS);
    send('3', 'getMeterValuesRecent', { stationId: 'burst', limit: 1 });
  } else if (message.event) {
    takeEvent(message);
    got += 1;
    if (tick === 0n) tick = now();
    if (got === warmUp) {
      warm = now();
      warmProcessor = process.cpuUsage();
    }
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
