package io.github.millwork.deploy;

/**
 * A version that may answer.
 *
 * @param alias what it stands under
 * @param model the version
 * @param places how it finds its cells among those of a request
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a lineup, and never changed
record Contender(String alias, ServedModel model, int[] places) {}
