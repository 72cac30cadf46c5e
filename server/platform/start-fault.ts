/** Something the operator has to mend before Keepword can start; its message is the one sentence they see. */
export class StartFault extends Error {
  override readonly name = 'StartFault'
}
