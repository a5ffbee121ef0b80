/** What `throughline verify --help` says. It promises no more than the tests of tampering show. */
export const HELP = `Checks that the ledgers of all boards are what the server wrote.

  npx throughline verify [options]

  --db <file>            the embedded database (default: throughline.sqlite in DATA_DIR, else in ./data)
  --database-url <url>   a PostgreSQL database instead (default: DATABASE_URL, when it is set)
  --file <export>        an exported ledger instead: GET /api/v1/boards/<id>/ledger.jsonl
  --board <id>           only this board
  --key <file>           the public key of the checkpoints, in PEM form; may be given several times
                         (default: ledger.pub.pem beside the database, else in DATA_DIR)
  --checkpoint <file>    what was kept elsewhere: {"board", "seq", "hash"}, with or without signature, one or a list,
                         or an earlier export of the ledger
  --replay               also rebuild each board from its ledger and compare it with the board that is stored
  --json                 the result as one JSON object

It only reads, also while the server runs. The exit code says:
  0  in order
  1  tampered: something was changed, added or put elsewhere
  2  incomplete: something is missing, or could not be checked
  3  the ledger is in order, but the board is not what its ledger tells

What is found with the checkpoints in the database and the right key:
  · an entry or its words changed, added, taken out, swapped, written otherwise, or moved to another board
  · entries cut off up to before a checkpoint, or without changing the head
  · history rewritten with all hashes computed anew, while a checkpoint that came later is still there
  · a checkpoint that is signed by another key

What is NOT found with what is in the database alone, but is with a checkpoint kept elsewhere (--checkpoint):
  · history rewritten, or cut off, and every later checkpoint deleted
  · history rewritten and signed anew with the stolen key
  · a whole board deleted with all that belongs to it

What is never found here:
  · the entries after the last checkpoint cut off or rewritten together with the head. Only a browser that was told of
    such an entry knows better. Checkpoints are written after 100 entries, or a minute while the board is in use.
  · what was wrong or left out when it was written, and whether the server's clock was right
  · who the people are whose ids stand in the ledger, and what long texts say: their tables are no part of it
  · whether words that were erased were erased with good reason (they are counted, and so are those of which
    no entry of the ledger says who erased them and why)
  · anything, when one person holds the database, the key and every kept checkpoint

A key that lies beside the database can be exchanged together with it: keep ledger.pub.pem, and now and then a
checkpoint, where the database's administrator cannot write.
`
