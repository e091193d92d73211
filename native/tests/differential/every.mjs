/**
 * Compares the traces of programs/everyCall: every call of the decoder's table with every kind of value of each argument. Line by
 * line and letter by letter, because nothing of it happens: a filter answers, and all memory has fixed addresses.
 *
 * What differs on purpose is in KNOWN, with the reason. An entry that nothing needs any more is a difference too.
 */
import { readFileSync } from 'node:fs'
import { commandsShownRaw, decodedRows } from './decodedRows.mjs'

/** The first call after the program has started. */
const BEGIN = 'memfd_create("answers"'
/** How many lines each call has at least. The two that end the program are made once. */
const AT_LEAST = 100
const ONCE = new Set(['exit', 'exit_group'])

/** Where the first of `ends` is after `at` that is in no bracket or string of its own; or where a bracket that is at `at` ends. */
function endOf(text, at, ends) {
  let depth = 0
  for (let i = at; i < text.length; i += 1) {
    if (text[i] === '"') {
      while (text[++i] !== '"' && i < text.length) if (text[i] === '\\') i += 1
      continue
    }
    if (text.startsWith('/* ', i)) i = text.indexOf(' */', i) + 2
    if (depth === 0 && ends.includes(text[i])) return i
    if (text[i] === '{' || text[i] === '[') depth += 1
    if (text[i] === '}' || text[i] === ']') depth -= 1
    if (ends === '' && depth === 0) return i + 1
  }
  return text.length
}

/** Replaces the bracket that begins with each match of `start` by a word; `after`: all that follows the match in the same bracket. */
function masking(start, { after = false } = {}) {
  return (line) => {
    let masked = ''
    let rest = line
    for (let found = start.exec(rest); found; found = start.exec(rest)) {
      const from = found.index + (after ? found[0].length : 0)
      masked += `${rest.slice(0, from)}MASKED`
      rest = rest.slice(endOf(rest, from, after ? ']}' : ''))
    }
    return masked + rest
  }
}

const raw = commandsShownRaw()
const maskedPayload = masking(/\{nlmsg_len=[^{}]*\}, (?!\{nlmsg_len|\[\{nlmsg_len)/, { after: true })

const KNOWN = [
  {
    name: 'addresses of amateur radio, Bluetooth, RxRPC, IEEE 802.15.4 and NFC',
    reason: 'nobody meets them in a program that starts processes; they are shown as bytes (decode/address.c)',
    mask: masking(/\{sa_family=AF_(?:AX25|BLUETOOTH|RXRPC|IEEE802154|NFC), /),
  },
  {
    name: 'structures of ioctl(2)',
    reason: `${raw.size} commands of drivers have structures of their own; their argument is an address (STRUCTURE in decode/ioctl_names.c)`,
    mask: (line) => {
      const [, begin, command, rest] = /^(ioctl\(-?\d+, )(.*?)(, .*)$/.exec(line) ?? []
      return raw.has(command) ? `${begin}${command}, MASKED${/\)(?: += .*)$/.exec(rest)?.[0] ?? ''}` : line
    },
  },
  {
    name: 'bits and axes of input devices',
    reason: 'hundreds of keys, and structures of axes; the argument is an address (decode/ioctl_command.c)',
    mask: (line) => line.replace(/(?<=^ioctl\(-?\d+, EVIOC[GS](?:BIT|ABS|KEY|LED|SND|SW|PROP|NAME|PHYS|UNIQ|MTSLOTS)\(.*?\), ).*?(?=\)(?: = |$))/, 'MASKED'),
  },
  {
    name: 'payloads of netlink messages',
    reason: 'links, routes, filters, sockets: shown as bytes but for addresses (decode/netlink_route.c); families of NETLINK_GENERIC have no fixed numbers',
    mask: (line) =>
      maskedPayload(line.replace(/(?<=nlmsg_type=)(?:0x[\da-f]+ \/\* GENERIC_FAMILY_\?\?\? \*\/|[a-z]\w*|TASKSTATS|VFS_DQUOT|NLBL_\w+)/g, 'MASKED')),
  },
  {
    name: 'sets of thousands of descriptors',
    reason: 'a line has an end: the space for the arguments of a call is constant (CALL_TEXT in decode/call.h)',
    mask: (line) => line.replace(/\[[\d ]{3000,}(?:\.\.\.)?\]/g, 'MASKED'),
  },
  {
    name: 'structures of io_uring_register(2)',
    reason: 'each operation has one of its own; the argument is an address (decode/uring.c)',
    mask: (line) => line.replace(/(?<=^io_uring_register\(-?\d+, .*?, )(?:0x|NULL|\[|\{).*(?=, \d+\) = )/, 'MASKED'),
  },
  {
    name: 'options of packet and raw sockets',
    reason: 'rings, memberships and filters of packets; shown as bytes (decode/sockopt.c)',
    mask: (line) =>
      line.replace(
        /(?<=sockopt\(-?\d+, SOL_(?:PACKET, PACKET_(?:RX_RING|TX_RING|ADD_MEMBERSHIP|DROP_MEMBERSHIP|STATISTICS)|RAW, ICMP_FILTER), ).*(?=, [-\d[])/,
        'MASKED',
      ),
  },
  {
    name: 'words of another call',
    reason: 'strace prints what it said of an earlier call once more (a fault of 6.1): names of a result, hardware addresses of no bytes',
    mask: (line) =>
      line
        .replace(/(?<=^(?:prctl\(PR_GET_SPECULATION_CTRL|ioctl\(-?\d+, NS_GET_NSTYPE).*(?:\)| \d+)) \([^()]*\)$/, '')
        .replace(/(?<=(?:HWADDR|HWBROADCAST|MULTI), .*sa_data=)[\da-f:]+/, 'MASKED'),
  },
]

function linesOf(file) {
  const lines = readFileSync(file, 'latin1')
    .split('\n')
    .map((line) => line.replace(/^\d+ +/, '').replace(/\) +=/, ') ='))
  return lines.slice(lines.findIndex((line) => line.startsWith(BEGIN)))
}

/** The entries of KNOWN that make two lines one; undefined: even all of them do not. */
function excusesFor(mine, other) {
  const single = KNOWN.find(({ mask }) => mask(mine) === mask(other))
  if (single) return [single]
  const all = (line) => KNOWN.reduce((text, { mask }) => mask(text), line)
  return all(mine) === all(other) ? KNOWN.filter(({ mask }) => mask(mine) !== mine) : undefined
}

/** `used` collects the entries of KNOWN that were needed, `counts` how often each call was made, over all parts. */
export function everyDifferences(ourFile, theirFile, { used, counts, most }) {
  const [ours, theirs] = [linesOf(ourFile), linesOf(theirFile)]
  const found = []
  if (theirs.length < 2 || ours.length !== theirs.length) found.push(`${ours.length} lines of ours, ${theirs.length} of strace`)
  for (const [at, other] of theirs.entries()) {
    const mine = ours[at] ?? ''
    const name = /^\w+/.exec(other)?.[0]
    counts.set(name, (counts.get(name) ?? 0) + 1)
    if (mine === other) continue
    const excuses = excusesFor(mine, other)
    if (excuses) for (const { name: excuse } of excuses) used.add(excuse)
    else found.push(`line ${at + 1}\n# ours   ${mine}\n# strace ${other}`)
  }
  return found.slice(0, most)
}

/**
 * After all parts: was every call of the table made, and is every excuse needed? `described`: what the helper says it decodes.
 * `needed` is false if the values are others than usual, because some of the excuses are rare.
 */
export function everyOmissions({ used, counts, described, needed }) {
  const rows = decodedRows().map(({ name }) => name)
  return [
    ...described.filter((name) => !rows.includes(name)).map((name) => `${name} is decoded, but decodedRows.mjs does not find its row`),
    ...rows
      .filter((name) => (counts.get(name) ?? 0) < (ONCE.has(name) ? 1 : AT_LEAST))
      .map((name) => `${name} is decoded, but was made ${counts.get(name) ?? 0} times`),
    ...KNOWN.filter(({ name }) => needed && !used.has(name)).map(({ name }) => `"${name}" does not differ any more: take it out of KNOWN`),
  ]
}
