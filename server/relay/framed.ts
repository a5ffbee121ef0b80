/**
 * A whole WebSocket message in one buffer (RFC 6455: one final binary frame, unmasked, as servers send them). Made once and
 * written as it is to everybody's socket: most of a fan-out is one system call per receiver, so each should be a plain write.
 * Without compression ws keeps no queue of its own, so the order with what ws itself writes is kept.
 */
export type Framed = Buffer

const FINAL_BINARY = 0x82

export function framed(message: Uint8Array): Framed {
  const { length } = message
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = FINAL_BINARY
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(message, head)
  return frame
}
