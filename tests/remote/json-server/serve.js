// SPDX-License-Identifier: GPL-3.0-or-later
// json-server as it is, in memory and on a free port of loopback.
const fs = require('fs')
const jsonServer = require('json-server')

const server = jsonServer.create()
server.use(jsonServer.defaults({ logger: false, static: __dirname }))
server.use(jsonServer.router(JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))))
const listener = server.listen(0, '127.0.0.1', () => {
  console.log(`listening ${listener.address().port}`)
})
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
