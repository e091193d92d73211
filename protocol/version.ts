/**
 * The version in every `hello`. Raise it when a reader of the old wire would
 * misread the new one: a key removed or given another meaning, a kind renamed.
 */
export const PROTOCOL_VERSION = 1
